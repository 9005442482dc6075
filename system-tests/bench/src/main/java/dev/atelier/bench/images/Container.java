package dev.atelier.bench.images;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An image that runs with one processor and 512 MB, on the network of this machine, where the
 * database is.
 *
 * @param id the engine's
 * @param process its only one
 * @param start how long it took from the command until it was ready
 */
record Container(String id, ProcessHandle process, Duration start) implements AutoCloseable {

    private static final List<String> BOUNDS =
            List.of("--detach", "--cpus=1", "--memory=512m", "--memory-swap=512m");

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /**
     * Starts one and returns when it is ready.
     *
     * @param image its name
     * @param variables what it is told
     * @param options for the engine
     * @param command instead of the image's own; empty for that
     */
    static Container start(
            String image, Map<String, String> variables, List<String> options, List<String> command)
            throws IOException, InterruptedException {
        URI readiness =
                URI.create(
                        "http://127.0.0.1:%s/actuator/health/readiness"
                                .formatted(variables.get("MANAGEMENT_SERVER_PORT")));
        long start = System.nanoTime();
        String id = run(BOUNDS, image, variables, options, command);
        try {
            ProcessHandle process = process(id);
            awaitReady(id, process, readiness);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Container(id, process, took);
        } catch (IOException | InterruptedException exception) {
            remove(id);
            throw exception;
        }
    }

    /** Runs one until it ends by itself, with as much as there is, as in a build. */
    static void runToEnd(
            String image, Map<String, String> variables, List<String> options, List<String> command)
            throws IOException, InterruptedException {
        run(List.of("--rm"), image, variables, options, command);
    }

    private static String run(
            List<String> how,
            String image,
            Map<String, String> variables,
            List<String> options,
            List<String> command)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("run", "--network=host", "--read-only"));
        arguments.addAll(how);
        arguments.addAll(options);
        variables.forEach((name, value) -> arguments.addAll(List.of("--env", name + "=" + value)));
        if (command.isEmpty()) {
            arguments.add(image);
        } else {
            arguments.addAll(List.of("--entrypoint=java", image));
            arguments.addAll(command);
        }
        return Engine.ask(arguments).lines().toList().getLast();
    }

    private static void awaitReady(String id, ProcessHandle process, URI readiness)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest question = HttpRequest.newBuilder(readiness).timeout(PATIENCE).build();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!answers(http, question)) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new IOException("It does not start:\n" + Engine.ask("logs", id));
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            }
        }
    }

    private static boolean answers(HttpClient http, HttpRequest question)
            throws InterruptedException {
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private static ProcessHandle process(String id) throws IOException, InterruptedException {
        long pid = Long.parseLong(Engine.ask("inspect", "--format", "{{.State.Pid}}", id));
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException("no process " + pid));
    }

    /** How much of the processor it has used. */
    Duration used() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** What is its own in memory; pages of files, a cache's among them, can be given up. */
    long memory() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("RssAnon:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("no RssAnon in " + status);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        remove(id);
    }

    private static void remove(String id) throws IOException, InterruptedException {
        Engine.ask("rm", "--force", "--volumes", id);
    }
}
