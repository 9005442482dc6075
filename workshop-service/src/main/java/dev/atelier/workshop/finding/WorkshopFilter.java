package dev.atelier.workshop.finding;

import dev.atelier.workshop.model.Format;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.WorkshopStatus;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;

/**
 * Which workshops are wanted, and in which order.
 *
 * @param text words that they are about
 * @param from the earliest start, inclusive
 * @param to the latest start, exclusive
 * @param formats empty for any
 * @param statuses those that are wanted; of drafts the caller finds their own
 * @param organizer who runs them
 * @param requires a code that is among their requirements
 * @param meets codes that cover all that they make mandatory for participants
 * @param eligible who could sign up for them at this moment, and meets all that is mandatory
 * @param hasSeats whether there must be a free seat
 */
record WorkshopFilter(
        Optional<String> text,
        Optional<Instant> from,
        Optional<Instant> to,
        SortedSet<Format> formats,
        SortedSet<WorkshopStatus> statuses,
        Optional<UserId> organizer,
        Optional<String> requires,
        Optional<List<String>> meets,
        Optional<UserId> eligible,
        boolean hasSeats,
        Sort sort) {

    static final Set<WorkshopStatus> DEFAULT_STATUSES = Set.of(WorkshopStatus.PUBLISHED);

    /** What {@code organizer=me} shows: one's own drafts too. */
    static final Set<WorkshopStatus> OWN_STATUSES =
            Set.of(WorkshopStatus.PUBLISHED, WorkshopStatus.DRAFT);

    boolean wantsDrafts() {
        return statuses.contains(WorkshopStatus.DRAFT);
    }

    /** Names the list that it makes, so that a cursor of another one is told apart. */
    String list() {
        return "workshops-" + UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8));
    }
}
