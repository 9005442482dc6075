package dev.atelier.enrollment.deciding;

import dev.atelier.enrollment.decision.Participant;
import dev.atelier.enrollment.decision.Participant.By;
import dev.atelier.enrollment.decision.Participant.Cancellation;
import dev.atelier.enrollment.decision.ParticipantStatus;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A participant's public state in events: no free text, which could be about health. */
record ParticipantEventData(
        UUID id,
        UUID workshopId,
        UUID userId,
        ParticipantStatus status,
        @Nullable Instant offerExpiresAt,
        List<UUID> acknowledgedRequirements,
        @Nullable By cancelledBy,
        List<Attention> needsAttention,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static ParticipantEventData of(Participant participant) {
        Cancellation cancellation = participant.cancellation();
        return new ParticipantEventData(
                participant.id().value(),
                participant.workshop().value(),
                participant.user().value(),
                participant.status(),
                participant.offerExpiresAt(),
                participant.acknowledged(),
                cancellation == null ? null : cancellation.by(),
                Attention.of(participant),
                participant.version(),
                participant.createdAt(),
                participant.updatedAt());
    }
}
