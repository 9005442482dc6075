package dev.atelier.enrollment.decision;

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
public enum ParticipantStatus {
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
    public boolean isActive() {
        return this == WAITLISTED || holdsSeat();
    }

    /** Whether a seat is taken or kept for it, at a time that is then no longer the user's own. */
    public boolean holdsSeat() {
        return this == OFFERED || this == ENROLLED;
    }

    /** Whether it counts as enrolled; a seat stays taken by who came or should have come. */
    boolean countsAsEnrolled() {
        return this == ENROLLED || this == ATTENDED || this == MISSED;
    }
}
