package com.example.notifications;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** The program's own token, fetched when it is needed and kept while it holds. */
final class ClientToken {

    private static final String REQUEST = "grant_type=client_credentials&scope=contact:read";

    /** So that it does not expire on its way. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final RestClient http;
    private final NotificationsProperties properties;

    private @Nullable String value;
    private Instant end = Instant.MIN;

    ClientToken(RestClient http, NotificationsProperties properties) {
        this.http = http;
        this.properties = properties;
    }

    synchronized String value() {
        String token = value;
        return token == null || Instant.now().isAfter(end) ? fetch() : token;
    }

    synchronized void forget() {
        value = null;
    }

    private String fetch() {
        JsonNode answer =
                Objects.requireNonNull(
                        http.post()
                                .uri(properties.tokenUri())
                                .headers(
                                        headers ->
                                                headers.setBasicAuth(
                                                        properties.clientId(),
                                                        properties.clientSecret()))
                                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                                .body(REQUEST)
                                .retrieve()
                                .body(JsonNode.class));
        String fetched = answer.required("access_token").asString();
        long seconds = answer.required("expires_in").asLong();
        value = fetched;
        end = Instant.now().plusSeconds(seconds).minus(MARGIN);
        return fetched;
    }
}
