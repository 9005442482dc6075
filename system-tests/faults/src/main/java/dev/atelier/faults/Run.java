package dev.atelier.faults;

import dev.atelier.faults.arena.Arena;
import dev.atelier.faults.check.Verdict;
import dev.atelier.faults.check.Watch;
import dev.atelier.faults.nemesis.Fault;
import dev.atelier.faults.nemesis.Nemesis;
import dev.atelier.faults.traffic.Crowd;
import dev.atelier.faults.traffic.History;
import dev.atelier.faults.traffic.Scene;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * One seed: people and workshops of its own, traffic and faults at the same time, and then the
 * question whether all is as it should be. The seed decides what is done and in which order by
 * each; what meets what is left to the machine.
 */
public final class Run {

    private static final int PEOPLE = 12;
    private static final int CLIENTS = 20;

    /** Requests that are done before and after the faults. */
    private static final int UNDISTURBED = 100;

    private static final Duration BREATH = Duration.ofMillis(50);

    /** What a killed instance had in hand comes again, and is relayed and handled, one by one. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Arena arena;
    private final long seed;
    private final Duration time;
    private final Path file;

    /**
     * @param file for the history
     */
    public Run(Arena arena, long seed, Duration time, Path file) {
        this.arena = arena;
        this.seed = seed;
        this.time = time;
        this.file = file;
    }

    /** What came of it. */
    public record Result(
            long seed, Duration time, Map<Fault, Integer> faults, Verdict verdict, Path history) {}

    public Result run() {
        Random random = new Random(seed);
        Scene scene = Scene.set("seed " + seed, PEOPLE, Scene.variety(random), arena);
        try (History history = History.in(file);
                Watch watch = Watch.over(arena.database())) {
            Map<Fault, Integer> faults = rage(scene, history, random);
            Verdict verdict = Verdict.of(scene, history, watch, arena, PATIENCE);
            return new Result(seed, time, faults, verdict, file);
        }
    }

    /** The traffic begins before the first fault, and goes on when all is healed. */
    private Map<Fault, Integer> rage(Scene scene, History history, Random random) {
        Crowd crowd = new Crowd(scene, history, CLIENTS, true);
        Random ofCrowd = new Random(random.nextLong());
        Nemesis nemesis = new Nemesis(arena, scene, history, new Random(random.nextLong()));
        AtomicBoolean goesOn = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> traffic =
                    CompletableFuture.runAsync(() -> crowd.act(goesOn::get, ofCrowd), threads);
            awaitDone(history, UNDISTURBED);
            Map<Fault, Integer> faults = nemesis.rage(time);
            awaitDone(history, UNDISTURBED);
            goesOn.set(false);
            traffic.join();
            return faults;
        }
    }

    /** Waits until so many more requests have been done. */
    private static void awaitDone(History history, int more) {
        long target = history.done() + more;
        while (history.done() < target) {
            LockSupport.parkNanos(BREATH.toNanos());
        }
    }
}
