package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.decision.Participant.By;

import org.jspecify.annotations.Nullable;

/**
 * A participant's new state, and how it came about.
 *
 * @param before null for one who has just come
 * @param reason for those concerned; null when it goes without saying
 * @param cause which of the batch's commands led to it, counted from 0
 */
public record Change(
        @Nullable ParticipantStatus before,
        Participant participant,
        Kind kind,
        @Nullable String reason,
        By by,
        int cause) {

    /** How a participant came into their state. */
    public enum Kind {
        ENROLLED,
        WAITLISTED,
        OFFERED,
        PROMOTED,
        CANCELLED,
        ATTENDED,
        MISSED,
        CONFLICTED,
        CONFLICT_RESOLVED
    }
}
