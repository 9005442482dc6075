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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                            Arrangement.USUAL.withoutRateLimit().observed(TEMPO));
            Runtime.getRuntime().addShutdownHook(new Thread(platform::stop));
            platform.start();
            LocalTokens tokens = LocalTokens.from(platform.issuerKey(), platform.issuer());
            return new Observed(platform, Visitors.to(platform.gateway(), tokens));
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

    /** The same over time: from a span before the end, at each step of it. */
    public JsonNode query(String expression, Instant end, Duration span, Duration step) {
        return ask(
                "query_range",
                expression,
                "&start=%d&end=%d&step=%d"
                        .formatted(
                                end.minus(span).getEpochSecond(),
                                end.getEpochSecond(),
                                step.toSeconds()));
    }

    /** The expressions of all rules as Prometheus has read them, so in this platform's tempo. */
    public List<String> ruleExpressions() {
        List<String> expressions = new ArrayList<>();
        URI uri = platform.uri("prometheus").resolve("/api/v1/rules");
        for (JsonNode group : send(HttpRequest.newBuilder(uri)).at("/data/groups")) {
            group.path("rules").forEach(rule -> expressions.add(rule.path("query").asString()));
        }
        return expressions;
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

    /** Whether Alertmanager has an alert, muted or not. */
    boolean isFiring(String alert) {
        return alerts().anyMatch(one -> nameOf(one).equals(alert));
    }

    /** The names of the alerts that Alertmanager has and tells nobody of. */
    Set<String> muted() {
        return alerts().filter(one -> !one.at("/status/inhibitedBy").isEmpty())
                .map(Observed::nameOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<JsonNode> alerts() {
        URI uri = platform.uri("alertmanager").resolve("/api/v2/alerts");
        return send(HttpRequest.newBuilder(uri)).valueStream();
    }

    private static String nameOf(JsonNode alert) {
        return alert.at("/labels/alertname").asString();
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
