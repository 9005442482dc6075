package dev.atelier.enrollment.signup;

import java.util.Set;

/**
 * The life of a participation.
 *
 * <pre>
 *   WAITLISTED ──→ OFFERED ──→ ENROLLED ──→ ATTENDED ⇄ MISSED
 *       │  └──────────┼───────────↑ └───────────────────↑
 *       └──→ CANCELLED ←──────────┘
 * </pre>
 */
enum ParticipantStatus {
    WAITLISTED,
    OFFERED,
    ENROLLED,
    CANCELLED,
    ATTENDED,
    MISSED;

    boolean canBecome(ParticipantStatus next) {
        return successors().contains(next);
    }

    private Set<ParticipantStatus> successors() {
        return switch (this) {
            case WAITLISTED -> Set.of(OFFERED, ENROLLED, CANCELLED);
            case OFFERED -> Set.of(ENROLLED, CANCELLED);
            case ENROLLED -> Set.of(CANCELLED, ATTENDED, MISSED);
            case ATTENDED -> Set.of(MISSED);
            case MISSED -> Set.of(ATTENDED);
            case CANCELLED -> Set.of();
        };
    }

    /** Whether the participation is still ahead; a user has at most one such per workshop. */
    boolean isActive() {
        return this == WAITLISTED || holdsSeat();
    }

    /** Whether a seat is taken or kept for it. */
    boolean holdsSeat() {
        return this == OFFERED || this == ENROLLED;
    }
}
