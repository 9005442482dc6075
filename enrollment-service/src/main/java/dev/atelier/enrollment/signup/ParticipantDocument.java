package dev.atelier.enrollment.signup;

import dev.atelier.enrollment.deciding.Attention;
import dev.atelier.enrollment.decision.Participant;
import dev.atelier.enrollment.decision.ParticipantStatus;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A participant in the API. */
public record ParticipantDocument(
        UUID id,
        UUID workshopId,
        UUID userId,
        ParticipantStatus status,
        @Nullable Long waitlistPosition,
        @Nullable Instant offerExpiresAt,
        List<UUID> acknowledgedRequirements,
        Participant.@Nullable Cancellation cancellation,
        List<Attention> needsAttention,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * @param waitlistPosition the place among those who wait; 0 for one who does not
     */
    public static ParticipantDocument of(Participant participant, long waitlistPosition) {
        return new ParticipantDocument(
                participant.id().value(),
                participant.workshop().value(),
                participant.user().value(),
                participant.status(),
                waitlistPosition == 0 ? null : waitlistPosition,
                participant.offerExpiresAt(),
                participant.acknowledged(),
                participant.cancellation(),
                Attention.of(participant),
                participant.version(),
                participant.createdAt(),
                participant.updatedAt());
    }
}
