package dev.atelier.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The list of workshops, read from the service itself: the gateway would bound the rate. */
final class Workshops {

    private static final Pattern DAY = Pattern.compile("\\{(-?[0-9]+)}");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = new JsonMapper();
    private final URI service;
    private final UnaryOperator<String> tokens;

    /**
     * @param tokens the token of who has that name
     */
    Workshops(URI service, UnaryOperator<String> tokens) {
        this.service = service;
        this.tokens = tokens;
    }

    /** The request for a combination's page; the pages before it are read to find its cursor. */
    HttpRequest request(Combination combination) {
        String list = service + "/api/v1/workshops?" + dated(combination.query());
        String token = tokens.apply(combination.seeker());
        HttpRequest request = request(list, token);
        for (int page = 1; page < combination.page(); page++) {
            JsonNode next = json.readTree(send(request)).get("next");
            if (next.isNull()) {
                throw new IllegalStateException(combination.name() + " has " + page + " pages");
            }
            request = request(list + "&cursor=" + next.asString(), token);
        }
        return request;
    }

    /**
     * Sends a request and returns the body of the answer.
     *
     * @throws IllegalStateException when it is not 200
     */
    String send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(request.uri() + ": " + response.body());
            }
            return response.body();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    /** How many workshops are on the page. */
    int rows(HttpRequest request) {
        return json.readTree(send(request)).get("items").size();
    }

    private static HttpRequest request(String uri, String token) {
        return HttpRequest.newBuilder(URI.create(uri))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private static String dated(String query) {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        return DAY.matcher(query)
                .replaceAll(
                        day ->
                                today.plus(Long.parseLong(day.group(1)), ChronoUnit.DAYS)
                                        .toString());
    }
}
