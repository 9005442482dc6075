package dev.atelier.bench.rowlock;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A participant as the platform shows it, in the answer and in the event. */
public record Participant(
        UUID id,
        UUID workshopId,
        UUID userId,
        String status,
        @Nullable Long waitlistPosition,
        @Nullable Instant offerExpiresAt,
        List<UUID> acknowledgedRequirements,
        @Nullable String cancellation,
        List<String> needsAttention,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static Participant of(
            UUID id, SignUp signUp, String status, List<UUID> acknowledged, Instant now) {
        return new Participant(
                id,
                signUp.workshop(),
                signUp.user(),
                status,
                null,
                null,
                acknowledged,
                null,
                List.of(),
                1,
                now,
                now);
    }

    public String event() {
        return status.equals("ENROLLED") ? "participant.enrolled.v1" : "participant.waitlisted.v1";
    }
}
