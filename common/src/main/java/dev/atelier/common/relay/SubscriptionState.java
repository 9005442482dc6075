package dev.atelier.common.relay;

import java.time.Duration;

/**
 * How far a subscription is behind.
 *
 * @param backlog how many events lie after its cursor, up to {@value #MAX_COUNTED}
 * @param age how long ago the oldest of them was logged; zero when there is none
 * @param parked how many events are set aside
 */
record SubscriptionState(String subscription, long backlog, Duration age, long parked) {

    /** Counting goes no further: more is as bad, and costs more the worse it is. */
    static final int MAX_COUNTED = 100_000;
}
