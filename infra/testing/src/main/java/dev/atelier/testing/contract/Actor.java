package dev.atelier.testing.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * Someone with a token, and the things that they do something with.
 *
 * @param token empty for none
 * @param ids by the names of a path's variables
 */
public record Actor(URI service, String token, Map<String, String> ids) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    public Actor with(Map<String, String> others) {
        return new Actor(service, token, others);
    }

    public Actor withToken(String other) {
        return new Actor(service, other, ids);
    }

    /** Does it to what is theirs. */
    public Answer does(Operation operation, String... headers) {
        return sends(operation, operation.body(), headers);
    }

    /** Does it with that body. */
    public Answer sends(Operation operation, String body, String... headers) {
        return asks(operation.method(), operation.path(this::id), body, headers);
    }

    /**
     * @param headers names and values in turn
     */
    Answer asks(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve(path))
                        .timeout(LIMIT)
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.setHeader("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        for (int index = 0; index < headers.length; index += 2) {
            request.setHeader(headers[index], headers[index + 1]);
        }
        try {
            return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    String id(String variable) {
        String id = ids.get(variable);
        if (id == null) {
            throw new IllegalArgumentException("no " + variable + " among " + ids);
        }
        return id;
    }
}
