package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * How long it takes until a change is known elsewhere. It asserts that the change arrives and
 * prints how soon; a slow machine fails no build.
 */
class LatencyIT {

    private static final int WARM_UP = 30;
    private static final int ROUNDS = 60;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RunningPlatform running = RunningPlatform.shared();

    @Test
    void changeOfUserReachesTheOtherServices() {
        Person person = running.person("Latency " + UUID.randomUUID());
        person.register().expect(201);
        String id = person.me().id();

        for (int round = 0; round < WARM_UP; round++) {
            measure(person, id, round);
        }
        List<Duration> delays = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            delays.add(measure(person, id, WARM_UP + round));
        }

        Collections.sort(delays);
        System.out.printf(
                "From the answer to a change until both projections have it: median %d ms,"
                        + " p95 %d ms, max %d ms (%d changes)%n",
                delays.get(ROUNDS / 2).toMillis(),
                delays.get(ROUNDS * 95 / 100).toMillis(),
                delays.getLast().toMillis(),
                ROUNDS);
        assertThat(delays).hasSize(ROUNDS);
    }

    private Duration measure(Person person, String id, int round) {
        long version = person.change("round-" + round).expect(200).body().get("version").asLong();
        long start = System.nanoTime();
        String known =
                """
                SELECT least((SELECT version FROM workshops.known_user WHERE id = '%1$s'),
                             (SELECT version FROM enrollments.known_user WHERE id = '%1$s'))
                """
                        .formatted(id);
        while (running.database().number(known) < version) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            assertThat(waited).as("version %d of %s", version, id).isLessThan(LIMIT);
            Thread.onSpinWait();
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
