package dev.atelier.bench.signup;

import dev.atelier.bench.Latencies;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** People who ask over HTTP, each once. */
final class Clients {

    private final SignUpRequests requests;
    private final int port;

    Clients(SignUpRequests requests, int port) {
        this.requests = requests;
        this.port = port;
    }

    /** So many at once; each who has an answer is followed by the next. */
    Run closed(int clients, Workload workload, Duration duration, long seed)
            throws InterruptedException {
        List<UUID> workshops = workshops(workload, requests.users(), seed);
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        return together(
                clients,
                start,
                connection -> {
                    List<Duration> latencies = new ArrayList<>();
                    for (int user = next.getAndIncrement();
                            user < workshops.size() && System.nanoTime() < end;
                            user = next.getAndIncrement()) {
                        byte[] request = requests.of(workload, user, workshops.get(user));
                        latencies.add(send(connection, request, workload, System.nanoTime()));
                    }
                    return latencies;
                });
    }

    /**
     * So many in a second, whether or not those before have their answer. A latency begins when the
     * request should have been sent, also when no connection was free then.
     */
    Run open(int connections, double perSecond, Workload workload, Duration duration, long seed)
            throws InterruptedException {
        int users = (int) Math.min(requests.users(), perSecond * duration.toNanos() / 1e9);
        List<UUID> workshops = workshops(workload, users, seed);
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        return together(
                connections,
                start,
                connection -> {
                    List<Duration> latencies = new ArrayList<>();
                    for (int user = next.getAndIncrement();
                            user < users;
                            user = next.getAndIncrement()) {
                        byte[] request = requests.of(workload, user, workshops.get(user));
                        long intended = start + (long) (user * 1e9 / perSecond);
                        waitUntil(intended);
                        latencies.add(send(connection, request, workload, intended));
                    }
                    return latencies;
                });
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime();
                left > 0;
                left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Duration send(
            Connection connection, byte[] request, Workload workload, long since)
            throws IOException {
        int status = connection.send(request);
        if (status != workload.status()) {
            throw new IllegalStateException(
                    "%s: a request was answered with %d".formatted(workload.word(), status));
        }
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private static List<UUID> workshops(Workload workload, int users, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, users).mapToObj(_ -> workload.workshop(random)).toList();
    }

    /** What one does with its connection. */
    private interface Client {

        List<Duration> act(Connection connection) throws IOException;
    }

    private Run together(int clients, long start, Client client) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            Callable<List<Duration>> task =
                    () -> {
                        try (Connection connection = new Connection(port)) {
                            return client.act(connection);
                        }
                    };
            List<Future<List<Duration>>> acting = new ArrayList<>();
            for (int index = 0; index < clients; index++) {
                acting.add(threads.submit(task));
            }
            List<Duration> latencies = new ArrayList<>();
            for (Future<List<Duration>> one : acting) {
                latencies.addAll(one.get());
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Run(latencies.size(), took, Latencies.of(latencies));
        } catch (ExecutionException exception) {
            throw new IllegalStateException(exception.getCause());
        }
    }
}
