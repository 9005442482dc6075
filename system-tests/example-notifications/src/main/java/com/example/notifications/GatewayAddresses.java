package com.example.notifications;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Asks Atelier each time: an address that is not kept is never out of date, and never erased. */
@Component
class GatewayAddresses implements Addresses {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Beyond that the message comes again by itself. */
    private static final int MOST_WAITS = 5;

    private final RestClient http;
    private final NotificationsProperties properties;
    private final ClientToken token;

    GatewayAddresses(NotificationsProperties properties) {
        HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(TIMEOUT)
                        .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(TIMEOUT);
        this.http = RestClient.builder().requestFactory(requests).build();
        this.properties = properties;
        this.token = new ClientToken(http, properties);
    }

    /** Events can come faster than the gateway lets one caller ask; it says how long to wait. */
    @Override
    public Optional<String> of(String user) {
        for (int wait = 0; wait < MOST_WAITS; wait++) {
            try {
                return askWithTokenThatHolds(user);
            } catch (HttpClientErrorException.TooManyRequests tooOften) {
                pause(tooOften);
            }
        }
        return askWithTokenThatHolds(user);
    }

    private static void pause(HttpClientErrorException.TooManyRequests tooOften) {
        HttpHeaders headers = Objects.requireNonNull(tooOften.getResponseHeaders());
        String seconds = Objects.requireNonNullElse(headers.getFirst(HttpHeaders.RETRY_AFTER), "1");
        try {
            Thread.sleep(Duration.ofSeconds(Long.parseLong(seconds)));
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw tooOften;
        }
    }

    /** A token that is not taken any more, after a change of keys, is replaced once. */
    private Optional<String> askWithTokenThatHolds(String user) {
        try {
            return ask(user);
        } catch (HttpClientErrorException.Unauthorized _) {
            token.forget();
            return ask(user);
        }
    }

    /** Without an address in the answer the token lacks its scope: a fault, and nobody's state. */
    private Optional<String> ask(String user) {
        try {
            JsonNode profile =
                    http.get()
                            .uri(properties.gateway() + "/api/v1/users/{id}", user)
                            .headers(headers -> headers.setBearerAuth(token.value()))
                            .retrieve()
                            .body(JsonNode.class);
            return Optional.of(Objects.requireNonNull(profile).required("email").asString());
        } catch (HttpClientErrorException refusal) {
            if (refusal.getStatusCode() == HttpStatus.NOT_FOUND) {
                return Optional.empty();
            }
            throw refusal;
        }
    }
}
