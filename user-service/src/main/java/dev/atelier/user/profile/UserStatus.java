package dev.atelier.user.profile;

import java.util.Set;

/**
 * Where a user is in their life with us.
 *
 * <pre>
 *   ─register──▶ ACTIVE ──deactivate─▶ DEACTIVATED
 *                │ ▲  ▲◀──reactivate──  │
 *           erase│ │register            │erase
 *                ▼ │                    │
 *               ERASED ◀────────────────┘
 * </pre>
 */
public enum UserStatus {
    ACTIVE,
    /** By an admin; may read and leave, and write nothing else. */
    DEACTIVATED,
    /** Nothing personal is left; the row keeps the version going. */
    ERASED;

    boolean canBecome(UserStatus next) {
        return successors().contains(next);
    }

    private Set<UserStatus> successors() {
        return switch (this) {
            case ACTIVE -> Set.of(DEACTIVATED, ERASED);
            case DEACTIVATED -> Set.of(ACTIVE, ERASED);
            case ERASED -> Set.of(ACTIVE);
        };
    }

    /**
     * The next status.
     *
     * @throws IllegalStateException when this one does not lead there, which no request can ask for
     */
    UserStatus become(UserStatus next) {
        if (!canBecome(next)) {
            throw new IllegalStateException(this + " cannot become " + next);
        }
        return next;
    }
}
