package dev.atelier.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.faults.Sabotage.Traffic;
import dev.atelier.faults.arena.Arena;
import dev.atelier.faults.check.Verdict;
import dev.atelier.faults.check.Watch;
import dev.atelier.faults.traffic.Crowd;
import dev.atelier.faults.traffic.History;
import dev.atelier.faults.traffic.Scene;

import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Collections;
import java.util.Random;

/** The checks are checked: with a guard taken away, the right one fails. */
class SabotageIT {

    /** Requests that are done. */
    private static final int ROUND = 300;

    private static final int ROUNDS = 5;
    private static final int CLIENTS = 20;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long SEED = 7;

    private final Arena arena = SharedArena.get();
    private final Random random = new Random(SEED);

    @ParameterizedTest
    @EnumSource
    void holdsWithAllGuardsInPlace(Traffic traffic) {
        Scene scene = traffic.scene(arena);
        try (History history = History.in(SharedArena.history(traffic.name()));
                Watch watch = Watch.over(arena.database())) {
            Verdict verdict = round(scene, history, watch, LONG);
            assertThat(verdict.failed()).as(verdict.explain()).isEmpty();
        }
    }

    /**
     * All connections are cut, once to the database, so that new ones see what was taken away, and
     * once to the instances: after a kill all of them may lead to the same one.
     */
    @ParameterizedTest
    @EnumSource
    void failsWithoutGuard(Sabotage sabotage) {
        Scene scene = sabotage.traffic().scene(arena);
        sabotage.commit(arena.database());
        try (History history = History.in(SharedArena.history(sabotage.name()));
                Watch watch = Watch.over(arena.database())) {
            arena.databaseLink().cut();
            arena.gatewayLink().cut();
            Verdict verdict = untilNoticed(sabotage, scene, history, watch);
            assertThat(verdict.failed())
                    .as(verdict.explain())
                    .containsAnyElementsOf(sabotage.expected());
        } finally {
            awaitDrained();
            Sabotage.clear(scene, arena.database());
            sabotage.undo(arena.database());
            arena.databaseLink().cut();
        }
    }

    /** Chance decides how soon two meet whom nothing keeps apart any more. */
    private Verdict untilNoticed(Sabotage sabotage, Scene scene, History history, Watch watch) {
        Verdict verdict = round(scene, history, watch, Duration.ZERO);
        for (int round = 1;
                round < ROUNDS && Collections.disjoint(verdict.failed(), sabotage.expected());
                round++) {
            verdict = round(scene, history, watch, Duration.ZERO);
        }
        System.out.println(sabotage + ", seed " + SEED + ": broken are " + verdict.failed());
        return verdict;
    }

    private Verdict round(Scene scene, History history, Watch watch, Duration patience) {
        long target = history.done() + ROUND;
        new Crowd(scene, history, CLIENTS, false).act(() -> history.done() < target, random);
        return Verdict.of(scene, history, watch, arena, patience);
    }

    private void awaitDrained() {
        Awaitility.await()
                .atMost(LONG)
                .during(Duration.ofMillis(500))
                .until(
                        () ->
                                Arena.allQueues().stream()
                                        .allMatch(queue -> arena.queues().size(queue) == 0));
    }
}
