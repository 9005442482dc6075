package dev.atelier.workshop.lifecycle;

import dev.atelier.common.problem.CommonRefusal.Forbidden;
import dev.atelier.common.problem.CommonRefusal.NotFound;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.Organizer.Status;
import dev.atelier.workshop.model.Staffing;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;
import dev.atelier.workshop.model.WorkshopStatus;
import dev.atelier.workshop.people.Standing;

import java.util.Optional;

/** Who may see a workshop, and who may manage it. An admin may both. */
public final class Access {

    private Access() {}

    /** Everybody may see what has been published; a draft only its organizers, the invited too. */
    public static boolean maySee(Caller caller, Workshop workshop) {
        return caller.admin()
                || !workshop.is(WorkshopStatus.DRAFT)
                || part(caller, workshop).isPresent();
    }

    /** Why an organizer is away is nobody's business but the organizers'. */
    public static boolean maySeeReasons(Caller caller, Workshop workshop) {
        return caller.admin() || part(caller, workshop).isPresent();
    }

    /** The active organizers; where nobody is, those who stand by. */
    static boolean mayManage(Caller caller, Workshop workshop) {
        return caller.admin()
                || part(caller, workshop).filter(part -> manages(part, workshop)).isPresent();
    }

    /**
     * Lets a change to the workshop pass.
     *
     * @throws RefusedException when the caller may not manage the workshop; it does not tell that
     *     there is one to those who may not see it
     */
    static void requireManagement(Caller caller, Standing standing, Workshop workshop) {
        requireSight(caller, standing, workshop);
        requireManagement(caller, workshop);
    }

    /**
     * Lets someone pass who may see the workshop and write anything at all.
     *
     * @throws RefusedException for anybody else
     */
    static void requireSight(Caller caller, Standing standing, Workshop workshop) {
        if (!maySee(caller, workshop)) {
            throw unknown(workshop.id());
        }
        standing.requireGood();
    }

    /**
     * Lets the organizer pass whose part it is.
     *
     * @throws RefusedException for anybody else
     */
    public static void requireOwn(Caller caller, Organizer organizer) {
        if (!caller.is(organizer.userId().value())) {
            throw new Forbidden("Only that organizer may do this.").exception();
        }
    }

    /**
     * Lets those pass who manage the workshop, and the organizer whose part it is.
     *
     * @throws RefusedException for anybody else
     */
    public static void requireOwnOrManagement(
            Caller caller, Organizer organizer, Workshop workshop) {
        if (!caller.is(organizer.userId().value())) {
            requireManagement(caller, workshop);
        }
    }

    private static void requireManagement(Caller caller, Workshop workshop) {
        if (!mayManage(caller, workshop)) {
            throw new Forbidden("Only its active organizers may do this.").exception();
        }
    }

    /** The same for a workshop that does not exist and one that the caller may not see. */
    public static RefusedException unknown(WorkshopId id) {
        return new NotFound("There is no workshop with the id " + id.value() + ".").exception();
    }

    private static boolean manages(Organizer part, Workshop workshop) {
        return part.is(Status.ACTIVE)
                || (part.is(Status.STANDBY) && workshop.staffing() == Staffing.UNSTAFFED);
    }

    private static Optional<Organizer> part(Caller caller, Workshop workshop) {
        return caller.user().map(UserId::new).flatMap(workshop::organizer);
    }
}
