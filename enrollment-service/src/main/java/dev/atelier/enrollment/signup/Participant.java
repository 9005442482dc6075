package dev.atelier.enrollment.signup;

import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One user's participation in one workshop, made anew at every sign-up.
 *
 * @param acknowledged the requirements that the user has been made aware of
 * @param cancellation set when it is cancelled
 * @param version rises by one with every change
 */
record Participant(
        ParticipantId id,
        WorkshopId workshop,
        UserId user,
        ParticipantStatus status,
        List<UUID> acknowledged,
        @Nullable Cancellation cancellation,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** Who ended a participation, and why. The reason is for those concerned, not for events. */
    record Cancellation(@Nullable String reason, By by) {}

    enum By {
        PARTICIPANT,
        ORGANIZER
    }

    static Participant signedUp(
            ParticipantId id,
            WorkshopId workshop,
            UserId user,
            ParticipantStatus status,
            List<UUID> acknowledged,
            Instant now) {
        return new Participant(id, workshop, user, status, acknowledged, null, 1, now, now);
    }

    Participant promoted(Instant now) {
        return become(ParticipantStatus.ENROLLED, null, now);
    }

    Participant cancelled(Cancellation cancellation, Instant now) {
        return become(ParticipantStatus.CANCELLED, cancellation, now);
    }

    private Participant become(
            ParticipantStatus next, @Nullable Cancellation cancellation, Instant now) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException(status + " cannot become " + next);
        }
        return new Participant(
                id, workshop, user, next, acknowledged, cancellation, version + 1, createdAt, now);
    }
}
