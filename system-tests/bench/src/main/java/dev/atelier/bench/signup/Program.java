package dev.atelier.bench.signup;

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
import java.util.stream.Stream;

/**
 * A JVM under test. All have the same settings, those of a small instance; the ones that make
 * {@code ./atelier up} start fast would leave the better compiler off.
 *
 * @param log what it says
 */
public record Program(String name, Process process, Path log) implements AutoCloseable {

    static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xms512m",
                    "-Xmx512m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int LAST_LINES = 20;

    /** Starts one that answers on its output; all else that it says goes into its log. */
    static Program ask(String name, List<String> run, Map<String, String> environment, Path log)
            throws IOException {
        return start(name, run, environment, log, ProcessBuilder.Redirect.PIPE);
    }

    /** Starts one that listens, and returns when it does. */
    public static Program serve(
            String name,
            List<String> run,
            Map<String, String> environment,
            Path log,
            int managementPort)
            throws IOException, InterruptedException {
        ProcessBuilder.Redirect output = ProcessBuilder.Redirect.appendTo(log.toFile());
        Program program = start(name, run, environment, log, output);
        program.awaitReady(
                URI.create(
                        "http://127.0.0.1:%d/actuator/health/readiness".formatted(managementPort)));
        return program;
    }

    private static Program start(
            String name,
            List<String> run,
            Map<String, String> environment,
            Path log,
            ProcessBuilder.Redirect output)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(run);
        Files.createDirectories(log.getParent());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(output)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Program(name, process, log);
    }

    private void awaitReady(URI readiness) throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!answers(http, readiness)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException(name + " does not start\n" + lastLines());
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            }
        }
    }

    private static boolean answers(HttpClient http, URI uri) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /** What it has said last, without the inner frames of a stack. */
    public String lastLines() {
        try (Stream<String> all = Files.lines(log)) {
            List<String> lines = all.filter(line -> !line.startsWith("\tat ")).toList();
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException exception) {
            return exception.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
