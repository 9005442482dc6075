package dev.atelier.user.profile;

import java.util.Map;
import java.util.Set;

/**
 * Where a user is in their life with us.
 *
 * <pre>
 *   ──register──▶ ACTIVE ───deactivate──▶ DEACTIVATED
 *                 │ ▲  ▲                   │  │
 *            erase│ │  └────reactivate─────┘  │
 *                 │ │register                 │erase
 *                 ▼ │                         │
 *                ERASED ◀─────────────────────┘
 * </pre>
 */
public enum UserStatus {
    ACTIVE,
    /** By an admin; may read and leave, and write nothing else. */
    DEACTIVATED,
    /** Nothing personal is left; the row keeps the version going. */
    ERASED;

    private static final Map<UserStatus, Set<UserStatus>> TRANSITIONS =
            Map.of(
                    ACTIVE, Set.of(DEACTIVATED, ERASED),
                    DEACTIVATED, Set.of(ACTIVE, ERASED),
                    ERASED, Set.of(ACTIVE));

    boolean canBecome(UserStatus next) {
        return TRANSITIONS.getOrDefault(this, Set.of()).contains(next);
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
