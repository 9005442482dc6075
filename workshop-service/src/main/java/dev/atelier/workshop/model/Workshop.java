package dev.atelier.workshop.model;

import dev.atelier.common.problem.InputError;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.Organizer.Status;
import dev.atelier.workshop.model.WorkshopRefusal.Incomplete;

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
        return new Change(with(published, now), Change.Fact.PUBLISHED);
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

    private Workshop with(WorkshopStatus next, Instant now) {
        return new Workshop(
                id, next, content, organizers, cancellationReason, version + 1, createdAt, now);
    }
}
