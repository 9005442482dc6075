package dev.atelier.faults.traffic;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Someone at the gateway. Whatever hinders an answer is an answer of its own kind. */
record Person(UUID id, String name, String token, URI gateway) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    Answer register() {
        return send(
                "PUT",
                "/api/v1/users/me",
                Map.of(
                        "displayName",
                        name,
                        "email",
                        id + "@example.org",
                        "timeZone",
                        "Europe/Berlin",
                        "locale",
                        "en"));
    }

    Answer signUp(UUID workshop, @Nullable String key) {
        String path = "/api/v1/workshops/" + workshop + "/participants";
        return key == null
                ? send("POST", path, Map.of())
                : send("POST", path, Map.of(), "Idempotency-Key", key);
    }

    Answer look(UUID workshop, UUID participant) {
        return send("GET", path(workshop, participant), null);
    }

    Answer cancel(UUID workshop, UUID participant) {
        return send("DELETE", path(workshop, participant), null);
    }

    Answer accept(UUID workshop, UUID participant) {
        return send("POST", path(workshop, participant) + "/accept", null);
    }

    Answer decline(UUID workshop, UUID participant) {
        return send("POST", path(workshop, participant) + "/decline", null);
    }

    private static String path(UUID workshop, UUID participant) {
        return "/api/v1/workshops/%s/participants/%s".formatted(workshop, participant);
    }

    Answer send(String method, String path, @Nullable Object body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.resolve(path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return Answer.of(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException _) {
            return Answer.NONE;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Answer.NONE;
        }
    }
}
