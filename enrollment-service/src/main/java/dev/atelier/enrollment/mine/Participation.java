package dev.atelier.enrollment.mine;

import dev.atelier.enrollment.decision.Participant;
import dev.atelier.enrollment.known.Workshop;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A participant with what a page shows of the workshop.
 *
 * @param waitlistPosition the place among those who wait; 0 for one who does not
 * @param key by which it stands in its list
 */
public record Participation(
        Participant participant, long waitlistPosition, WorkshopSummary workshop, Instant key) {

    /** A workshop in the API, as far as this service knows it. */
    public record WorkshopSummary(
            UUID id,
            String title,
            Instant startsAt,
            Instant endsAt,
            @Nullable String timeZone,
            Workshop.Status status) {}
}
