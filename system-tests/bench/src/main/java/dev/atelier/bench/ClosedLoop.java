package dev.atelier.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients of which each sends its next request when it has the answer to the one before. */
final class ClosedLoop {

    private ClosedLoop() {}

    /**
     * Measures.
     *
     * @param requests how many each client sends
     */
    static Latencies measure(int clients, int requests, Runnable request)
            throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<List<Duration>>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                Callable<List<Duration>> loop = () -> loop(requests, request);
                running.add(threads.submit(loop));
            }
            List<Duration> durations = new ArrayList<>();
            for (Future<List<Duration>> client : running) {
                durations.addAll(client.get());
            }
            return Latencies.of(durations);
        } catch (ExecutionException exception) {
            throw new IllegalStateException(exception.getCause());
        }
    }

    private static List<Duration> loop(int requests, Runnable request) {
        List<Duration> durations = new ArrayList<>();
        for (int sent = 0; sent < requests; sent++) {
            long start = System.nanoTime();
            request.run();
            durations.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return durations;
    }
}
