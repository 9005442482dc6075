package dev.atelier.bench.signup;

import java.time.Duration;

/**
 * How much is done.
 *
 * @param quick only to see that it works; the numbers mean nothing
 * @param users how many have a token; a run ends when each has been signed up
 * @param repeats of every measurement
 * @param warmUp of each JVM, in total
 * @param closed how long clients go on that wait for their answers
 * @param open how long requests come at a given rate
 * @param cancelled how many requests are given up by their clients
 * @param storms how many users sign up for everything at once
 */
record Plan(
        boolean quick,
        int users,
        int repeats,
        Duration warmUp,
        Duration closed,
        Duration open,
        int cancelled,
        int storms) {

    static final Plan FULL =
            new Plan(
                    false,
                    20_000,
                    5,
                    Duration.ofSeconds(90),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(3),
                    10_000,
                    200);

    static final Plan QUICK =
            new Plan(
                    true,
                    4_000,
                    1,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    500,
                    10);
}
