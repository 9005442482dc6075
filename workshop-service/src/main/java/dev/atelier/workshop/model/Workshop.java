package dev.atelier.workshop.model;

import dev.atelier.common.problem.InputError;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.Organizer.Status;
import dev.atelier.workshop.model.WorkshopRefusal.Incomplete;
import dev.atelier.workshop.model.WorkshopRefusal.NotDraft;
import dev.atelier.workshop.model.WorkshopRefusal.NotOver;
import dev.atelier.workshop.model.WorkshopRefusal.Over;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    public boolean is(WorkshopStatus other) {
        return status == other;
    }

    public Staffing staffing() {
        return organizers.stream().anyMatch(organizer -> organizer.is(Status.ACTIVE))
                ? Staffing.STAFFED
                : Staffing.UNSTAFFED;
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

    private Change became(Workshop after, Fact fact) {
        return after.is(WorkshopStatus.DRAFT)
                ? Change.untold(this, after)
                : Change.told(this, after, List.of(fact));
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
