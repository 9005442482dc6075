package dev.atelier.workshop.model;

import dev.atelier.common.problem.InputError;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.Organizer.Status;
import dev.atelier.workshop.model.OrganizerRefusal.LastOrganizer;
import dev.atelier.workshop.model.OrganizerRefusal.RequirementsNotMet;
import dev.atelier.workshop.model.WorkshopRefusal.Incomplete;
import dev.atelier.workshop.model.WorkshopRefusal.NotDraft;
import dev.atelier.workshop.model.WorkshopRefusal.NotOver;
import dev.atelier.workshop.model.WorkshopRefusal.Over;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A workshop with its organizers and requirements.
 *
 * @param organizers former ones included
 * @param cancellationReason null unless it is cancelled
 * @param version rises by one with every change
 */
public record Workshop(
        WorkshopId id,
        WorkshopStatus status,
        Content content,
        List<Organizer> organizers,
        @Nullable String cancellationReason,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** A new workshop that only its organizers know of. */
    public static Workshop draft(WorkshopId id, Content content, Organizer lead, Instant now) {
        return new Workshop(id, WorkshopStatus.DRAFT, content, List.of(lead), null, 1, now, now);
    }

    /**
     * Lets everybody see it and sign up for it.
     *
     * @throws RefusedException when it is no draft, or lacks something
     */
    public Change publish(Instant now) {
        WorkshopStatus published = status.become(WorkshopStatus.PUBLISHED);
        List<InputError> missing = PublishingPolicy.missing(content, now);
        if (!missing.isEmpty()) {
            throw new RefusedException(new Incomplete(missing));
        }
        return became(with(published, now), new Fact.Published());
    }

    /**
     * Gives it another content.
     *
     * @param enrolled how many people have a seat, as far as it is known
     * @throws RefusedException when it is over, would lack something that people were told before
     *     they signed up, or would lose seats that are taken
     */
    public Change revise(Content given, int enrolled, Instant now) {
        requireOpen();
        Content revision = given.identifiedBy(content.requirements());
        if (revision.equals(content)) {
            return Change.none(this);
        }
        if (is(WorkshopStatus.PUBLISHED)) {
            List<InputError> missing = PublishingPolicy.missing(content, revision, now);
            if (!missing.isEmpty()) {
                throw new RefusedException(new Incomplete(missing));
            }
            CapacityPolicy.check(content.seating(), revision.seating(), enrolled);
        }
        return became(with(revision, now), new Fact.Changed());
    }

    /**
     * Calls it off.
     *
     * @throws RefusedException when it is not published
     */
    public Change cancel(String reason, Instant now) {
        WorkshopStatus cancelled = status.become(WorkshopStatus.CANCELLED);
        return became(
                new Workshop(id, cancelled, content, organizers, reason, version, createdAt, now),
                new Fact.Cancelled());
    }

    /**
     * Closes it.
     *
     * @throws RefusedException when it is not published, or not over yet
     */
    public Change complete(Instant now) {
        WorkshopStatus completed = status.become(WorkshopStatus.COMPLETED);
        Instant end = content.schedule().endsAt();
        if (end != null && now.isBefore(end)) {
            throw new RefusedException(new NotOver(end));
        }
        return became(with(completed, now), new Fact.Completed());
    }

    /** Closes it when nobody has done so long after its end. */
    public Change completeIfDue(Instant now) {
        return CompletionPolicy.isDue(this, now) ? complete(now) : Change.none(this);
    }

    /**
     * Lets it be deleted.
     *
     * @throws RefusedException when it is no draft
     */
    public void requireDraft() {
        if (!is(WorkshopStatus.DRAFT)) {
            throw new RefusedException(new NotDraft(status));
        }
    }

    /**
     * Asks somebody to help to run it.
     *
     * @throws RefusedException when it is over, or they have a part in it already
     */
    public Change invite(Organizer invited) {
        requireOpen();
        return became(crew().with(invited), content, invited.since(), new Fact.Changed());
    }

    /**
     * Lets the invited take part.
     *
     * @param capabilities what they meet
     * @throws RefusedException when they are not invited, or would act and lack what that needs
     */
    public Change accept(OrganizerId id, Set<String> capabilities, Instant now) {
        requireOpen();
        Crew crew = crew().after(id, organizer -> organizer.accept(now));
        requireCapable(crew.get(id), capabilities);
        return became(crew, content, now, new Fact.Joined(id));
    }

    /** Takes an invitation's refusal; what the invited would have brought along goes. */
    public Change decline(OrganizerId id, Instant now) {
        Crew crew = crew().after(id, organizer -> organizer.decline(now));
        return became(crew, content.withoutBringer(id), now, new Fact.Changed());
    }

    /**
     * Does for now without someone, who keeps what they have brought along.
     *
     * @param busy the users who stand by and have something else to run at that time
     */
    public Change lose(OrganizerId id, String reason, Set<UserId> busy, Instant now) {
        requireOpen();
        Crew crew = crew().after(id, organizer -> organizer.fallOut(reason, now));
        return became(crew, content, now, factsOfLoss(crew, new Fact.Unavailable(id), busy));
    }

    /**
     * Has someone back, in the part that they had; nobody stands in for them any more.
     *
     * @param capabilities what they meet
     */
    public Change regain(OrganizerId id, Set<String> capabilities, Instant now) {
        requireOpen();
        Crew crew = crew().after(id, organizer -> organizer.comeBack(now)).withoutReplacing(id);
        requireCapable(crew.get(id), capabilities);
        return became(crew, content, now, new Fact.Changed());
    }

    /**
     * Puts one who stands by in the place of one who is away.
     *
     * @param capabilities what they meet
     * @throws RefusedException when they do not stand by, lack something, or someone was faster
     */
    public Change jumpIn(
            OrganizerId id, OrganizerId replaced, Set<String> capabilities, Instant now) {
        requireOpen();
        Crew crew = crew().after(id, organizer -> organizer.jumpIn(replaced, now));
        crew().requireGap(replaced);
        requireCapable(crew.get(id), capabilities);
        return became(crew, content, now, new Fact.JumpedIn(id, replaced));
    }

    /**
     * Lets someone go for good, with what they have brought along.
     *
     * @param busy the users who stand by and have something else to run at that time
     * @throws RefusedException when nobody would be left to run a published workshop
     */
    public Change release(OrganizerId id, Set<UserId> busy, Instant now) {
        Crew crew = crew().after(id, organizer -> organizer.stepDown(now));
        if (is(WorkshopStatus.PUBLISHED) && !crew.has(Status.ACTIVE) && !crew.has(Status.STANDBY)) {
            throw new RefusedException(new LastOrganizer());
        }
        return withoutBringer(id, crew, busy, now);
    }

    /**
     * Does without someone who has been erased, and without what they have brought along. Nobody is
     * asked, so that it is never refused; one who has left before stays as they are.
     *
     * @param busy the users who stand by and have something else to run at that time
     */
    public Change lose(OrganizerId id, Set<UserId> busy, Instant now) {
        if (!organizer(id).isCurrent()) {
            return Change.none(this);
        }
        Crew crew = crew().after(id, organizer -> organizer.vanish(now));
        return withoutBringer(id, crew, busy, now);
    }

    /**
     * The organizer with the id, former ones included.
     *
     * @throws RefusedException when there is none
     */
    public Organizer organizer(OrganizerId id) {
        return crew().get(id);
    }

    public boolean is(WorkshopStatus other) {
        return status == other;
    }

    public Staffing staffing() {
        return crew().has(Status.ACTIVE) ? Staffing.STAFFED : Staffing.UNSTAFFED;
    }

    /** All parts that the user has had in it, former ones included, the first first. */
    public List<Organizer> partsOf(UserId user) {
        return organizers.stream().filter(organizer -> organizer.userId().equals(user)).toList();
    }

    /** Whether it was the user who drafted it: the first organizer has. */
    public boolean isDraftedBy(UserId user) {
        return organizers.getFirst().userId().equals(user);
    }

    /** Whether nobody is left who knows of it, or could ever take it up. */
    public boolean isAbandoned() {
        return is(WorkshopStatus.DRAFT) && currentOrganizers().isEmpty();
    }

    /** The organizers without the history. */
    public List<Organizer> currentOrganizers() {
        return organizers.stream().filter(Organizer::isCurrent).toList();
    }

    /** The part that the user has in it now. */
    public Optional<Organizer> organizer(UserId user) {
        return organizers.stream()
                .filter(Organizer::isCurrent)
                .filter(organizer -> organizer.userId().equals(user))
                .findFirst();
    }

    /** The same as its next version. */
    Workshop next() {
        return new Workshop(
                id,
                status,
                content,
                organizers,
                cancellationReason,
                version + 1,
                createdAt,
                updatedAt);
    }

    private Crew crew() {
        return new Crew(organizers);
    }

    private void requireCapable(Organizer organizer, Set<String> capabilities) {
        List<Requirement> lacked = content.lackedBy(capabilities);
        if (organizer.is(Status.ACTIVE) && !lacked.isEmpty()) {
            throw new RefusedException(RequirementsNotMet.of(lacked));
        }
    }

    private Change withoutBringer(OrganizerId id, Crew crew, Set<UserId> busy, Instant now) {
        return became(
                crew,
                content.withoutBringer(id),
                now,
                factsOfLoss(crew, new Fact.SteppedDown(id), busy));
    }

    private Fact[] factsOfLoss(Crew crew, Fact loss, Set<UserId> busy) {
        boolean lastOne =
                is(WorkshopStatus.PUBLISHED)
                        && staffing() == Staffing.STAFFED
                        && !crew.has(Status.ACTIVE);
        return lastOne
                ? new Fact[] {loss, new Fact.Unstaffed(crew.standbysWithout(busy))}
                : new Fact[] {loss};
    }

    private Change became(Crew crew, Content left, Instant now, Fact... facts) {
        return became(
                new Workshop(
                        id,
                        status,
                        left,
                        crew.organizers(),
                        cancellationReason,
                        version,
                        createdAt,
                        now),
                facts);
    }

    private Change became(Workshop after, Fact... facts) {
        return after.is(WorkshopStatus.DRAFT)
                ? Change.untold(this, after)
                : Change.told(this, after, List.of(facts));
    }

    private void requireOpen() {
        if (status.isFinal()) {
            throw new RefusedException(new Over(status));
        }
    }

    private Workshop with(WorkshopStatus next, Instant now) {
        return new Workshop(
                id, next, content, organizers, cancellationReason, version, createdAt, now);
    }

    private Workshop with(Content other, Instant now) {
        return new Workshop(
                id, status, other, organizers, cancellationReason, version, createdAt, now);
    }
}
