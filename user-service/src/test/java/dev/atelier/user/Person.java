package dev.atelier.user;

import dev.atelier.testing.TestIssuer;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Someone with a token who talks to the service over HTTP.
 *
 * @param id also what makes their e-mail address unique
 */
public record Person(UUID id, WebClient client) {

    private static final TestIssuer ISSUER = TestIssuer.shared();
    private static final String ME = "/api/v1/users/me";

    public static Person newcomer(int port) {
        UUID id = UUID.randomUUID();
        return withToken(port, id, ISSUER.token(id));
    }

    public static Person admin(int port) {
        UUID id = UUID.randomUUID();
        return withToken(port, id, ISSUER.adminToken(id));
    }

    /** A program, whose token names no person. */
    public static Person program(int port, String scope) {
        return withToken(
                port,
                UUID.randomUUID(),
                ISSUER.token(claims -> claims.subject("a-program").claim("scope", scope)));
    }

    private static Person withToken(int port, UUID id, String token) {
        return new Person(
                id,
                WebClient.builder()
                        .baseUrl("http://localhost:" + port)
                        .defaultHeaders(headers -> headers.setBearerAuth(token))
                        .build());
    }

    public static WebClient withoutToken(int port) {
        return WebClient.create("http://localhost:" + port);
    }

    public String email() {
        return id + "@example.org";
    }

    /** A valid profile, to be changed by the test as it needs. */
    public Map<String, Object> profile() {
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("displayName", "Ada Lovelace");
        profile.put("email", email());
        profile.put("timeZone", "Europe/London");
        profile.put("locale", "en-GB");
        profile.put("capabilities", List.of("laptop", "java-basics"));
        return profile;
    }

    public Map<String, Object> profile(String member, Object value) {
        Map<String, Object> profile = profile();
        profile.put(member, value);
        return profile;
    }

    public ResponseEntity<JsonNode> register() {
        return save(profile());
    }

    public ResponseEntity<JsonNode> save(Object profile, String... ifMatch) {
        return saving(profile, ifMatch).block();
    }

    public Mono<ResponseEntity<JsonNode>> saving(Object profile, String... ifMatch) {
        return client.put()
                .uri(ME)
                .headers(headers -> List.of(ifMatch).forEach(tag -> headers.add("If-Match", tag)))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(profile)
                .exchangeToMono(response -> response.toEntity(JsonNode.class));
    }

    public ResponseEntity<JsonNode> me() {
        return get(ME);
    }

    public ResponseEntity<JsonNode> me(String ifNoneMatch) {
        return get(ME, ifNoneMatch);
    }

    public ResponseEntity<JsonNode> post(String uri) {
        return posting(uri).block();
    }

    public Mono<ResponseEntity<JsonNode>> posting(String uri) {
        return client.post().uri(uri).exchangeToMono(response -> response.toEntity(JsonNode.class));
    }

    public ResponseEntity<JsonNode> get(String uri, String... ifNoneMatch) {
        return client.method(HttpMethod.GET)
                .uri(uri)
                .headers(
                        headers ->
                                List.of(ifNoneMatch)
                                        .forEach(
                                                tag -> headers.add(HttpHeaders.IF_NONE_MATCH, tag)))
                .exchangeToMono(response -> response.toEntity(JsonNode.class))
                .block();
    }
}
