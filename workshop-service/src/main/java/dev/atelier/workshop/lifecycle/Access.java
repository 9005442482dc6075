package dev.atelier.workshop.lifecycle;

import dev.atelier.common.problem.CommonRefusal.Forbidden;
import dev.atelier.common.problem.CommonRefusal.NotFound;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.Organizer.Status;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Staffing;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;
import dev.atelier.workshop.model.WorkshopStatus;
import dev.atelier.workshop.people.Standing;

import java.util.Optional;

/**
 * Who may see a workshop, and who may manage it. An admin may both. What is asked for wrongly in
 * several ways is refused in the order of the contract: there is no such thing, before you may not.
 */
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
        requireSight(caller, workshop);
        standing.requireNotDeactivated();
        boolean manages = caller.admin() || (standing.hasParts() && mayManage(caller, workshop));
        require(manages, "Only its active organizers may do this.");
    }

    /**
     * Lets the organizer pass whose part in the workshop it is.
     *
     * @throws RefusedException for anybody else, and when there is no such part
     */
    static void requireOwn(Caller caller, Standing standing, Workshop workshop, OrganizerId part) {
        requireSight(caller, workshop);
        boolean own = isOwn(caller, standing, workshop.organizer(part));
        standing.requireNotDeactivated();
        require(own, "Only that organizer may do this.");
    }

    /**
     * Lets those pass who manage the workshop, and the organizer whose part in it it is.
     *
     * @throws RefusedException for anybody else, and when there is no such part
     */
    static void requireOwnOrManagement(
            Caller caller, Standing standing, Workshop workshop, OrganizerId part) {
        requireSight(caller, workshop);
        if (isOwn(caller, standing, workshop.organizer(part))) {
            standing.requireNotDeactivated();
        } else {
            requireManagement(caller, standing, workshop);
        }
    }

    private static void requireSight(Caller caller, Workshop workshop) {
        if (!maySee(caller, workshop)) {
            throw unknown(workshop.id());
        }
    }

    private static boolean isOwn(Caller caller, Standing standing, Organizer part) {
        return standing.hasParts() && caller.is(part.userId().value());
    }

    private static void require(boolean allowed, String otherwise) {
        if (!allowed) {
            throw new Forbidden(otherwise).exception();
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
