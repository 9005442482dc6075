package dev.atelier.bench.events;

import dev.atelier.bench.signup.Peak;

import java.time.Duration;

/**
 * How much is done.
 *
 * @param quick only to see that it works; the numbers mean nothing
 * @param events of the backlog
 * @param warmUps how often the backlog is worked off before that is measured
 * @param repeats of every measurement
 */
record Plan(boolean quick, int events, int warmUps, int repeats, Peak peak) {

    static final Plan FULL =
            new Plan(
                    false,
                    100_000,
                    1,
                    3,
                    new Peak(20_000, Duration.ofSeconds(150), Duration.ofSeconds(4), 5));

    static final Plan QUICK =
            new Plan(
                    true,
                    5_000,
                    1,
                    1,
                    new Peak(2_000, Duration.ofSeconds(2), Duration.ofSeconds(1), 1));
}
