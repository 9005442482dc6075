package dev.atelier.enrollment.invariants;

import java.util.Locale;

/** What must hold at every committed state; each has a query that lists what breaks it. */
enum Invariant {
    SEATS_WITHIN_LIMIT,
    ONE_ACTIVE_PARTICIPANT,
    FIRST_COME_FIRST_SERVED,
    NO_OVERLAP,
    CHANGE_WITH_EVENT;

    /** As metrics, the endpoint and the query's file call it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
