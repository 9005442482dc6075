package dev.atelier.faults.nemesis;

import static dev.atelier.faults.arena.Arena.INSTANCES;
import static dev.atelier.faults.arena.Arena.POSTGRES;

import dev.atelier.faults.arena.Arena;
import dev.atelier.faults.arena.Detour;
import dev.atelier.faults.traffic.History;
import dev.atelier.faults.traffic.Scene;
import dev.atelier.local.StartFailed;
import dev.atelier.local.State;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Does harm, one fault after the other: all kinds in an order by chance, then all in another. A
 * killed instance comes up while the next faults go on, so that its start is harmed as well.
 */
public final class Nemesis {

    private static final int LONGEST_PAUSE_MILLIS = 2500;
    private static final int LONGEST_FAULT_MILLIS = 1500;
    private static final int LONGEST_DELAY_MILLIS = 150;
    private static final int STARTS = 5;

    private final Arena arena;
    private final Scene scene;
    private final History history;
    private final Random random;
    private final Duplicates duplicates;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private final List<CompletableFuture<Void>> starts = new ArrayList<>();

    public Nemesis(Arena arena, Scene scene, History history, Random random) {
        this.arena = arena;
        this.scene = scene;
        this.history = history;
        this.random = random;
        this.duplicates = new Duplicates(arena, random);
    }

    /** Does harm until the time is over, heals everything, and says how often it did what. */
    public Map<Fault, Integer> rage(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (System.nanoTime() < end) {
                List<Fault> order = new ArrayList<>(Arrays.asList(Fault.values()));
                Collections.shuffle(order, random);
                for (Fault fault : order) {
                    pause(LONGEST_PAUSE_MILLIS);
                    if (System.nanoTime() < end) {
                        history.fault(fault.name());
                        done.merge(fault, doHarm(fault, threads), Integer::sum);
                    }
                }
            }
            heal();
        }
        return done;
    }

    /** Returns how many times something was harmed. */
    private int doHarm(Fault fault, ExecutorService threads) {
        return switch (fault) {
            case KILL_ONE -> kill(List.of(INSTANCES.get(random.nextInt(2))), threads);
            case KILL_BOTH -> kill(INSTANCES, threads);
            case STOP_POSTGRES -> restartPostgres(() -> arena.platform().stop(POSTGRES));
            case KILL_POSTGRES -> restartPostgres(() -> arena.platform().kill(POSTGRES));
            case CUT_GATEWAY -> once(() -> arena.gatewayLink().cut());
            case CUT_DATABASE -> once(() -> arena.databaseLink().cut());
            case REFUSE_GATEWAY -> once(() -> refuse(arena.gatewayLink()));
            case REFUSE_DATABASE -> once(() -> refuse(arena.databaseLink()));
            case DELAY_GATEWAY -> once(() -> delay(arena.gatewayLink()));
            case DELAY_DATABASE -> once(() -> delay(arena.databaseLink()));
            case DUPLICATE -> duplicates.send(scene.userIds(), scene.workshopIds());
        };
    }

    private static int once(Runnable harm) {
        harm.run();
        return 1;
    }

    /** One that is on its way up is left to come up, or none ever would. */
    private int kill(List<String> instances, ExecutorService threads) {
        List<String> victims = instances.stream().filter(this::isReady).toList();
        victims.forEach(arena.platform()::kill);
        victims.forEach(victim -> startLater(victim, upTo(LONGEST_FAULT_MILLIS), threads));
        return victims.size();
    }

    private void startLater(String victim, Duration later, ExecutorService threads) {
        starts.add(
                CompletableFuture.runAsync(
                        () -> {
                            LockSupport.parkNanos(later.toNanos());
                            start(victim);
                        },
                        threads));
    }

    private int restartPostgres(Runnable end) {
        end.run();
        pause(LONGEST_FAULT_MILLIS);
        start(POSTGRES);
        return 1;
    }

    private void refuse(Detour link) {
        link.refuse();
        pause(LONGEST_FAULT_MILLIS);
        link.letPass();
    }

    private void delay(Detour link) {
        link.delay(Duration.ofMillis(random.nextInt(LONGEST_DELAY_MILLIS)));
        pause(LONGEST_FAULT_MILLIS);
        link.letPass();
    }

    private void heal() {
        starts.forEach(CompletableFuture::join);
        arena.gatewayLink().letPass();
        arena.databaseLink().letPass();
        start(POSTGRES);
        INSTANCES.forEach(this::start);
        history.fault("healed");
    }

    /** A start that is harmed as well fails, and is tried again. */
    private void start(String component) {
        for (int attempt = 1; !isReady(component); attempt++) {
            try {
                arena.platform().start(component);
            } catch (StartFailed failure) {
                if (attempt == STARTS) {
                    throw failure;
                }
            }
        }
    }

    private boolean isReady(String component) {
        return arena.platform().state(component) instanceof State.Ready;
    }

    private void pause(int longestMillis) {
        LockSupport.parkNanos(upTo(longestMillis).toNanos());
    }

    private Duration upTo(int longestMillis) {
        return Duration.ofMillis(random.nextInt(longestMillis));
    }
}
