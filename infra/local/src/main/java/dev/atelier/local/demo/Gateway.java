package dev.atelier.local.demo;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The platform's door, as the demo uses it. */
class Gateway {

    static final String API = "/api/v1";

    /** A change reaches every service well within this, even while the machine is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI address;
    private final HttpClient http;
    private final JsonMapper json = new JsonMapper();

    Gateway(URI address) {
        this.address = address;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
    }

    /**
     * Sends a request, again and again while the answer says that it came too early.
     *
     * @param path below {@code /api/v1}
     * @param body written as JSON; null for none
     * @param headers names and values in turn
     * @throws NotReachable when nobody answers
     */
    Answer send(
            String token, String method, String path, @Nullable Object body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + API + path))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + token)
                        .method(method, BodyPublishers.noBody());
        if (body != null) {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(json.writeValueAsString(body)));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return await(() -> exchange(request.build()), answer -> !cameTooEarly(answer));
    }

    /**
     * Asks until the answer is as wished, or patience ends.
     *
     * @return the last answer
     */
    static Answer await(Supplier<Answer> question, Predicate<Answer> wished) {
        Instant deadline = Instant.now().plus(PATIENCE);
        Answer answer = question.get();
        while (!wished.test(answer) && Instant.now().isBefore(deadline)) {
            pause(answer);
            answer = question.get();
        }
        return answer;
    }

    /**
     * The services hear of users and workshops by events, and a caller can be faster; and a service
     * that has just started can be slow.
     */
    private static boolean cameTooEarly(Answer answer) {
        return switch (answer.status()) {
            case 404 -> answer.isProblem("workshop-not-found");
            case 409 -> answer.isProblem("user-not-registered");
            case 429 -> true;
            case 503 -> !answer.header("Retry-After").isEmpty();
            default -> false;
        };
    }

    private Answer exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(
                    request.method() + " " + request.uri().getRawPath(),
                    response.statusCode(),
                    response.headers(),
                    response.body(),
                    parse(response.body()));
        } catch (IOException exception) {
            throw new NotReachable(address, exception);
        } catch (InterruptedException exception) {
            throw stopped(exception);
        }
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static void pause(Answer answer) {
        boolean told = answer.header("Retry-After").matches("[0-9]{1,2}");
        try {
            Thread.sleep(
                    told
                            ? Duration.ofSeconds(Long.parseLong(answer.header("Retry-After")))
                            : BETWEEN_LOOKS);
        } catch (InterruptedException exception) {
            throw stopped(exception);
        }
    }

    private static IllegalStateException stopped(InterruptedException exception) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("the demo was stopped", exception);
    }
}
