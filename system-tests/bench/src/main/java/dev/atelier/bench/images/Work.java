package dev.atelier.bench.images;

import dev.atelier.bench.Latencies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A user who registers, and is then read over and over: the way through token, statement and JSON.
 *
 * @param service user-service
 * @param token the user's
 */
record Work(URI service, String token) {

    private static final int CLIENTS = 8;

    /** Who is registered says which version of themselves they mean to change. */
    private static final int ALREADY = 428;

    /**
     * What was found.
     *
     * @param perSecond answers
     * @param processor time of one answer
     * @param latencies of all
     */
    record Done(double perSecond, Duration processor, Latencies latencies) {}

    /** Registers whoever the token is of, unless that has been done. */
    void prepare() throws InterruptedException {
        HttpRequest registration =
                request()
                        .header("Content-Type", "application/json")
                        .PUT(
                                HttpRequest.BodyPublishers.ofString(
                                        """
                                        {"displayName": "Ada", "email": "ada@example.org"}
                                        """))
                        .build();
        try (HttpClient http = client()) {
            int status = http.send(registration, BodyHandlers.discarding()).statusCode();
            if (status != 201 && status != ALREADY) {
                throw new IllegalStateException("cannot register: " + status);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Works for that long. */
    Done measure(Container container, Duration time) throws InterruptedException {
        Duration before = container.used();
        long end = System.nanoTime() + time.toNanos();
        List<Duration> answers = new ArrayList<>();
        try (HttpClient http = client();
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<List<Duration>>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                running.add(clients.submit(() -> until(end, http)));
            }
            for (Future<List<Duration>> client : running) {
                answers.addAll(client.get());
            }
        } catch (ExecutionException exception) {
            throw new IllegalStateException(exception.getCause());
        }
        Duration used = container.used().minus(before);
        return new Done(
                answers.size() / (double) time.toSeconds(),
                used.dividedBy(answers.size()),
                Latencies.of(answers));
    }

    private List<Duration> until(long end, HttpClient http) throws InterruptedException {
        HttpRequest request = request().build();
        List<Duration> answers = new ArrayList<>();
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            send(http, request);
            answers.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return answers;
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(service.resolve("/api/v1/users/me"))
                .header("Authorization", "Bearer " + token);
    }

    private static void send(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
