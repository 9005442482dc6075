package dev.atelier.enrollment.signup;

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
        List<UUID> acknowledgedRequirements,
        Participant.@Nullable By cancelledBy,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static ParticipantEventData of(Participant participant) {
        Participant.Cancellation cancellation = participant.cancellation();
        return new ParticipantEventData(
                participant.id().value(),
                participant.workshop().value(),
                participant.user().value(),
                participant.status(),
                participant.acknowledged(),
                cancellation == null ? null : cancellation.by(),
                participant.version(),
                participant.createdAt(),
                participant.updatedAt());
    }
}
