package dev.atelier.faults.alerts;

import dev.atelier.local.issuer.LocalTokens;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Few people who look at all kinds of things, several times a second, and now and then sign up or
 * cancel, whatever comes back.
 */
public final class Visitors implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long MILLIS_BETWEEN_REQUESTS = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final List<String> PATHS =
            List.of(
                    "/api/v1/users/me",
                    "/api/v1/workshops",
                    "/api/v1/users/me/participations",
                    "/api/v1/workshops/00000000-0000-7000-8000-000000000000");

    private static final Map<String, ?> ACKNOWLEDGED =
            Map.of("acknowledgedRequirements", List.of());

    /** More than there are seats. */
    private static final int GUESTS = 8;

    private static final int SEATS = 5;
    private static final int LOOKS_BETWEEN_ACTS = 8;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ScheduledExecutorService threads = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, String> participations = new HashMap<>();
    private final URI gateway;
    private final LocalTokens tokens;

    /** Of the thread alone. */
    private int visits;

    private Visitors(URI gateway, LocalTokens tokens) {
        this.gateway = gateway;
        this.tokens = tokens;
    }

    /** They begin at once. */
    static Visitors to(URI gateway, LocalTokens tokens) {
        Visitors visitors = new Visitors(gateway, tokens);
        visitors.register("Visitor");
        IntStream.range(0, GUESTS).mapToObj(Visitors::guest).forEach(visitors::register);
        String workshop = visitors.publish("Weaving", SEATS);
        visitors.threads.scheduleWithFixedDelay(
                () -> visitors.visit(workshop), 0, MILLIS_BETWEEN_REQUESTS, TimeUnit.MILLISECONDS);
        return visitors;
    }

    private void visit(String workshop) {
        visits++;
        if (visits % LOOKS_BETWEEN_ACTS == 0) {
            act(workshop, visits / LOOKS_BETWEEN_ACTS);
        } else {
            look();
        }
    }

    private void look() {
        String path = PATHS.get(visits % PATHS.size());
        try {
            http.send(request("Visitor", path).GET().build(), BodyHandlers.discarding());
        } catch (IOException _) {
            // The gateway may be what is away.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each in their turn: who is in cancels, and makes room for who waits. */
    private void act(String workshop, int turn) {
        String name = guest(turn % GUESTS);
        String participants = "/api/v1/workshops/" + workshop + "/participants";
        try {
            String participation = participations.remove(name);
            if (participation == null) {
                JsonNode participant = send(name, "POST", participants, ACKNOWLEDGED);
                participations.put(name, participant.path("id").asString());
            } else {
                send(name, "DELETE", participants + "/" + participation, Map.of());
            }
        } catch (IllegalStateException _) {
            // A service may be what is away; they come again.
        }
    }

    private static String guest(int number) {
        return "Guest " + number;
    }

    /** Someone new, of whom every service is to hear. */
    public void register(String name) {
        send(
                name,
                "PUT",
                "/api/v1/users/me",
                Map.of(
                        "displayName",
                        name,
                        "email",
                        name.toLowerCase().replace(' ', '.') + "@example.org",
                        "timeZone",
                        "Europe/Berlin",
                        "locale",
                        "en",
                        "capabilities",
                        List.of()));
    }

    /** A workshop that the visitor has published. */
    public String publish(String title, int capacity) {
        Instant start = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        String id =
                send(
                                "Visitor",
                                "POST",
                                "/api/v1/workshops",
                                Map.of(
                                        "title",
                                        title,
                                        "summary",
                                        title,
                                        "format",
                                        "ONSITE",
                                        "venue",
                                        "The old dye works",
                                        "timeZone",
                                        "Europe/Berlin",
                                        "startsAt",
                                        start.toString(),
                                        "endsAt",
                                        start.plus(2, ChronoUnit.HOURS).toString(),
                                        "capacity",
                                        capacity))
                        .path("id")
                        .asString();
        send("Visitor", "POST", "/api/v1/workshops/" + id + "/publish", Map.of());
        return id;
    }

    /** Someone registers and signs up, or joins the waitlist. */
    public void signUp(String name, String workshop) {
        register(name);
        send(name, "POST", "/api/v1/workshops/" + workshop + "/participants", ACKNOWLEDGED);
    }

    private JsonNode send(String name, String method, String path, Map<String, ?> body) {
        HttpRequest request =
                request(name, path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "%s %s: %s".formatted(method, path, response.body()));
            }
            return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
        } catch (IOException exception) {
            throw new IllegalStateException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    private HttpRequest.Builder request(String name, String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + tokens.token(name));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
