package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.TestIssuer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What the gateway tells of the API, over real HTTP and without a token. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "atelier.docs.client-id=a-page",
            "atelier.docs.sign-in-origins=https://login.example.org",
        })
class DocsTest {

    private static final String DESCRIPTION = "/api/v1/openapi";
    private static final String ID = "0198a0e6-0000-7000-8000-000000000001";

    private static final TestIssuer ISSUER = TestIssuer.shared();
    private static final FakeService SERVICE = new FakeService("any");

    @LocalServerPort int port;

    private WebTestClient client;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) {
        registry.add("atelier.security.issuer", ISSUER::uri);
        registry.add("atelier.security.jwk-set-uri", ISSUER::jwkSetUri);
        registry.add("atelier.gateway.user-service-uri", SERVICE::uri);
        registry.add("atelier.gateway.workshop-service-uri", SERVICE::uri);
        registry.add("atelier.gateway.enrollment-service-uri", SERVICE::uri);
    }

    @BeforeEach
    void connect() {
        SERVICE.reset();
        client =
                WebTestClient.bindToServer()
                        .baseUrl("http://localhost:" + port)
                        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8_000_000))
                        .responseTimeout(Duration.ofSeconds(20))
                        .build();
    }

    @AfterAll
    static void stopService() {
        SERVICE.stop();
    }

    @Test
    void describesTheApiWithTheIssuerOfThisPlatform() {
        JsonNode description = description();

        assertThat(description.path("openapi").asString()).isEqualTo("3.1.0");
        JsonNode signIn = description.at("/components/securitySchemes/signIn");
        assertThat(signIn.path("openIdConnectUrl").asString())
                .isEqualTo(ISSUER.uri() + "/.well-known/openid-configuration");
        assertThat(signIn.path("x-client-id").asString()).isEqualTo("a-page");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/openapi, application/json",
        "/docs, text/html",
        "/docs/start.js, text/javascript",
        "/docs/swagger-ui.css, text/css",
        "/docs/swagger-ui-bundle.js, text/javascript",
        "/docs/oauth2-redirect.html, text/html",
        "/docs/oauth2-redirect.js, text/javascript",
        "/docs/favicon-32x32.png, image/png",
    })
    void mayBeKeptForAWhile(String path, String type) {
        HttpHeaders headers =
                client.get()
                        .uri(path)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseHeaders();

        assertThat(headers.getContentType()).isEqualTo(MediaType.valueOf(type));
        assertThat(headers.getCacheControl()).isEqualTo("max-age=300, public");
        client.get()
                .uri(path)
                .header("If-None-Match", headers.getETag())
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    @Test
    void loadsNothingFromElsewhere() {
        String policy =
                client.get()
                        .uri("/docs")
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getResponseHeaders()
                        .getFirst("Content-Security-Policy");

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                .contains("connect-src 'self' " + ISSUER.uri() + " https://login.example.org;");
        client.get()
                .uri(DESCRIPTION)
                .exchange()
                .expectHeader()
                .valueEquals(
                        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/swagger-ui.js.map", "/docs/.git", "/docs/index"})
    void hasNothingElse(String path) {
        ProblemAnswer.of(client.get().uri(path).exchange(), 404, "not-found");
    }

    @Test
    void isOnlyRead() {
        ProblemAnswer.of(client.post().uri(DESCRIPTION).exchange(), 405, "method-not-allowed");
    }

    /** A route leads to every operation that clients are told of. */
    @Test
    void leadsEachDescribedOperationToAService() {
        List<String> astray = new ArrayList<>();
        JsonNode paths = description().path("paths");
        String token = ISSUER.token(UUID.randomUUID());
        for (var path : paths.properties()) {
            for (String method : path.getValue().propertyNames()) {
                SERVICE.reset();
                client.method(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)))
                        .uri(path.getKey().replaceAll("\\{\\w+}", ID))
                        .headers(headers -> headers.setBearerAuth(token))
                        .exchange()
                        .expectBody()
                        .returnResult();
                if (SERVICE.asked().isEmpty()) {
                    astray.add(method + " " + path.getKey());
                }
            }
        }

        assertThat(astray).containsExactly("get " + DESCRIPTION);
    }

    private JsonNode description() {
        return client.get()
                .uri(DESCRIPTION)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }
}
