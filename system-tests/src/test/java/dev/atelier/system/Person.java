package dev.atelier.system;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Someone who uses Atelier through the gateway.
 *
 * @param token empty for none
 * @param gateway or, for a test of what is behind it, the address of a service
 */
public record Person(String name, String token, URI gateway) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Predicate<String> JSON_TYPE =
            Pattern.compile("application/([a-z]+\\+)?json.*").asMatchPredicate();
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    /** The same person at another door. */
    public Person at(URI door) {
        return new Person(name, token, door);
    }

    public Answer register(String... capabilities) {
        return send("PUT", "/api/v1/users/me", profile(capabilities));
    }

    /** Changes the profile that is there. */
    Answer change(String... capabilities) {
        String tag = me().header("ETag");
        return send("PUT", "/api/v1/users/me", profile(capabilities), "If-Match", tag);
    }

    /** What they say of themselves. */
    public Map<String, Object> profile(String... capabilities) {
        return Map.of(
                "displayName",
                name,
                "email",
                name.toLowerCase().replace(' ', '.') + "@example.org",
                "timeZone",
                "Europe/Berlin",
                "locale",
                "en",
                "capabilities",
                List.of(capabilities));
    }

    public Answer me() {
        return get("/api/v1/users/me");
    }

    /** Publishes a workshop with that many seats and these requirements, each a code. */
    Answer publish(String title, int capacity, String... requirements) {
        return publish(title, capacity, Instant.now().plus(30, ChronoUnit.DAYS), requirements);
    }

    Answer publish(String title, int capacity, Instant start, String... requirements) {
        Answer draft = draft(title, capacity, start, requirements).expect(201);
        return send("POST", "/api/v1/workshops/" + draft.id() + "/publish", null);
    }

    Answer draft(String title, int capacity, Instant start, String... requirements) {
        return send("POST", "/api/v1/workshops", document(title, capacity, start, requirements));
    }

    /** What is written of a workshop. */
    public Map<String, Object> document(
            String title, int capacity, Instant start, String... requirements) {
        Map<String, Object> workshop = new LinkedHashMap<>();
        workshop.put("title", title);
        workshop.put("summary", title + ", for everybody.");
        workshop.put("format", "ONSITE");
        workshop.put("venue", "The old dye works");
        workshop.put("timeZone", "Europe/Berlin");
        workshop.put("startsAt", start.truncatedTo(ChronoUnit.SECONDS).toString());
        workshop.put(
                "endsAt",
                start.plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS).toString());
        workshop.put("capacity", capacity);
        workshop.put(
                "requirements",
                List.of(requirements).stream()
                        .map(code -> Map.of("code", code, "description", "Needs " + code))
                        .toList());
        return workshop;
    }

    public Answer workshop(String id) {
        return get("/api/v1/workshops/" + id);
    }

    public Answer signUp(String workshop, List<String> acknowledged) {
        return send(
                "POST",
                "/api/v1/workshops/" + workshop + "/participants",
                Map.of("acknowledgedRequirements", acknowledged));
    }

    public Answer participation(Answer participant) {
        return get(path(participant));
    }

    public Answer cancel(Answer participant) {
        return send("DELETE", path(participant), null);
    }

    public Answer seats(String workshop) {
        return get("/api/v1/workshops/" + workshop + "/seats");
    }

    private static String path(Answer participant) {
        return "/api/v1/workshops/%s/participants/%s"
                .formatted(participant.text("workshopId"), participant.id());
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    /** Sends a request with a JSON body, or with none. */
    public Answer send(String method, String path, Object body, String... headers) {
        String json = body == null ? null : JSON.writeValueAsString(body);
        return sendRaw(method, path, "application/json", json, headers);
    }

    /** Sends a request whose body may be anything. */
    public Answer sendRaw(
            String method, String path, String mediaType, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.resolve(path))
                        .timeout(TIMEOUT)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", mediaType);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = HTTP.send(request.build(), Hangup::onStreams);
            return new Answer(response, read(response));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        String mediaType = response.headers().firstValue("Content-Type").orElse("");
        return JSON_TYPE.test(mediaType) ? JSON.readTree(response.body()) : JSON.nullNode();
    }
}
