package dev.atelier.common.control;

import java.util.List;

/**
 * How a subscription is.
 *
 * @param types event types, each exact or a prefix that ends in {@code *}
 * @param inTopology whether anybody wants it still; a cursor of one that nobody wants holds the
 *     retention of the log back until it is forgotten
 * @param paused whether an operator holds it
 * @param cursor up to here everything is sent
 * @param lag what is not
 * @param parked how many events were set aside
 */
record SubscriptionState(
        String name,
        String queue,
        List<String> types,
        boolean inTopology,
        boolean paused,
        Place cursor,
        Lag lag,
        long parked) {

    /**
     * A place in the log.
     *
     * @param transaction a 64-bit transaction id, as Postgres writes it
     */
    record Place(String transaction, long position) {}

    /**
     * @param events how many are not sent yet
     * @param seconds the age of the oldest of them; 0 when there is none
     */
    record Lag(long events, double seconds) {}
}
