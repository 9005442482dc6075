package dev.atelier.faults.check;

import java.time.Instant;

/** What is known of when transactions ended. */
@FunctionalInterface
interface Endings {

    /** Whether a transaction had ended for certain when another began, at that time. */
    boolean hadEnded(long transaction, Instant before);
}
