package dev.atelier.faults.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** All who use the platform in a run, at the same time. */
public record Crowd(Scene scene, History history, int clients, boolean changesCapacity) {

    /**
     * Lets all of them act for as long as it goes on, and returns when the last has its answer.
     *
     * @param random decides what they do; each gets a random of their own from it
     */
    public void act(BooleanSupplier goesOn, Random random) {
        Known known = new Known();
        List<Runnable> all = new ArrayList<>();
        for (int number = 0; number < clients; number++) {
            all.add(new Client(scene, history, known, new Random(random.nextLong()), goesOn));
        }
        if (changesCapacity) {
            all.add(new Organizing(scene, history, new Random(random.nextLong()), goesOn));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all.stream()
                    .map(one -> CompletableFuture.runAsync(one, threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }
}
