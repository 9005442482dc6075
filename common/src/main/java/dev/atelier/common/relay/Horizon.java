package dev.atelier.common.relay;

import java.time.Duration;
import java.time.Instant;

/**
 * Up to where the log can be read: the oldest transaction that is running and has written
 * something, in whatever session. How long it stays where it is can be seen by everybody, while
 * whose fault it is can be seen by the privileged only.
 *
 * @param transaction the oldest one's id
 * @param isHeld whether it was running; the log can be read to its end when none was
 * @param since when it was seen first
 */
record Horizon(String transaction, boolean isHeld, Instant since) {

    /** As it is a moment later. */
    Horizon then(Horizon next) {
        return isHeld && next.isHeld && transaction.equals(next.transaction)
                ? new Horizon(transaction, true, since)
                : next;
    }

    /** How long it is held by the same transaction, as far as was seen. */
    Duration age(Instant now) {
        return isHeld ? Duration.between(since, now) : Duration.ZERO;
    }
}
