package dev.atelier.faults.alerts;

import dev.atelier.faults.arena.Database;
import dev.atelier.faults.arena.Queues;
import dev.atelier.local.Arrangement;
import dev.atelier.local.Platform;
import dev.atelier.local.Ports;
import dev.atelier.local.issuer.LocalTokens;
import dev.atelier.local.pager.Pager;
import dev.atelier.observability.Tempo;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A platform that production's rules and routes watch, with everything ten times faster, and people
 * who use it all the time.
 */
public record Observed(Platform platform, Visitors visitors) implements AutoCloseable {

    /** How much faster than usual time passes for the rules. */
    public static final Tempo TEMPO = new Tempo(10);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Starts it all. */
    public static Observed open() {
        try {
            Platform platform =
                    Platform.in(
                            Files.createTempDirectory("atelier-observed"),
                            Ports.free(),
                            Arrangement.USUAL.observed(TEMPO));
            Runtime.getRuntime().addShutdownHook(new Thread(platform::stop));
            platform.start();
            LocalTokens tokens = LocalTokens.from(platform.issuerKey(), platform.issuer());
            Visitors visitors = Visitors.to(platform.gateway(), tokens);
            visitors.signUp("First", visitors.publish("Weaving", 5));
            return new Observed(platform, visitors);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    public Pager pager() {
        return platform.pager();
    }

    Database database() {
        return new Database(platform);
    }

    Queues queues() {
        return new Queues(platform.uri("queue"));
    }

    /** What Prometheus answers to an expression: its result, which may have no elements. */
    public JsonNode query(String expression) {
        return ask("query", expression, "");
    }

    /** The same over time, until now. */
    public JsonNode query(String expression, Duration span, Duration step) {
        long now = Instant.now().getEpochSecond();
        return ask(
                "query_range",
                expression,
                "&start=%d&end=%d&step=%d"
                        .formatted(now - span.toSeconds(), now, step.toSeconds()));
    }

    private JsonNode ask(String how, String expression, String more) {
        String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        URI uri =
                platform.uri("prometheus")
                        .resolve("/api/v1/%s?query=%s%s".formatted(how, query, more));
        JsonNode answer = send(HttpRequest.newBuilder(uri));
        if (!answer.path("status").asString().equals("success")) {
            throw new IllegalArgumentException(expression + ": " + answer);
        }
        return answer.at("/data/result");
    }

    /** Gives Alertmanager an alert that no rule has fired. */
    void alert(Map<String, String> labels, Duration howLong) {
        URI uri = platform.uri("alertmanager").resolve("/api/v2/alerts");
        String ends = Instant.now().plus(howLong).toString();
        String body = JSON.writeValueAsString(List.of(Map.of("labels", labels, "endsAt", ends)));
        send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
            return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    @Override
    public void close() {
        visitors.close();
        platform.stop();
    }
}
