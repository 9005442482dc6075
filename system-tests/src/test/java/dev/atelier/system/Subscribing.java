package dev.atelier.system;

import dev.atelier.local.Platform;

import org.awaitility.Awaitility;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** The example of another team's program, run from its jar beside a platform until it is closed. */
record Subscribing(Process process, URI uri, Path log) implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String JAR = "example-notifications/target/example-notifications.jar";

    /** Returns when it answers. */
    static Subscribing to(Platform platform) throws IOException {
        int port = freePort();
        Path directory = Files.createTempDirectory("example-notifications");
        Path log = directory.resolve("log");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-jar",
                                JAR,
                                "--server.port=" + port,
                                "--spring.cloud.aws.sqs.endpoint=" + platform.uri("queue"),
                                "--notifications.gateway=" + platform.gateway(),
                                "--notifications.token-uri="
                                        + platform.issuer().resolve("/oauth2/token"),
                                "--notifications.store=" + directory.resolve("store.db"))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Subscribing subscribing =
                new Subscribing(process, URI.create("http://localhost:" + port), log);
        Awaitility.await()
                .atMost(START_LIMIT)
                .ignoreExceptions()
                .until(() -> subscribing.messagesTo("nobody").isEmpty());
        return subscribing;
    }

    /** What was written to that address. */
    List<String> messagesTo(String recipient) {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/messages")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            JsonNode messages = JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
            return StreamSupport.stream(messages.spliterator(), false)
                    .filter(message -> message.path("recipient").asString().equals(recipient))
                    .map(message -> message.path("text").asString())
                    .toList();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    /** How often it has handled something of this type that happened to the subject. */
    long handled(String type, String subject) {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.contains(type) && line.endsWith(subject))
                    .count();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
