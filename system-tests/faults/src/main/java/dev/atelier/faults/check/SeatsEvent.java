package dev.atelier.faults.check;

import java.util.UUID;

/**
 * An event of a workshop's seats, from sign-up's log.
 *
 * @param capacity as sign-up knew it when it decided
 */
record SeatsEvent(
        long transaction,
        UUID workshop,
        long version,
        int capacity,
        int enrolled,
        int offered,
        int waitlisted) {}
