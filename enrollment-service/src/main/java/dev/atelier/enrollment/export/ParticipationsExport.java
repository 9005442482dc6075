package dev.atelier.enrollment.export;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.atelier.common.eventlog.RecordedEvent;
import dev.atelier.common.idempotency.KeptKey;
import dev.atelier.enrollment.known.KnownUsers.Held;
import dev.atelier.enrollment.mine.ParticipationDocument;
import dev.atelier.enrollment.signup.HistoryDocument;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The document of an export, whose members are only ever added to.
 *
 * @param exportedAt when all of it was so at once
 * @param user what this service has heard of the user
 * @param participations all that there have been, as they are listed, with their history
 * @param calendarLink null when there is none; the secret in it is not kept
 * @param events what other services and subscribers were told of the participations, by
 *     participation and the oldest first
 * @param idempotencyKeys those of the user's requests that are still kept
 */
record ParticipationsExport(
        Instant exportedAt,
        Held user,
        List<Part> participations,
        @Nullable Link calendarLink,
        List<RecordedEvent> events,
        List<KeptKey> idempotencyKeys) {

    /** A participation with all that has happened to it, the oldest first. */
    record Part(
            @JsonUnwrapped ParticipationDocument participation, List<HistoryDocument> history) {}

    record Link(Instant createdAt) {}
}
