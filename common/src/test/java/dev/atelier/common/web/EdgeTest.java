package dev.atelier.common.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.paging.Page;
import dev.atelier.common.paging.PageRequest;
import dev.atelier.common.security.Caller;
import dev.atelier.testing.TestIssuer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** The edge of a service with everything that common puts there, over real HTTP. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.import=classpath:atelier-defaults.yml",
            "spring.application.name=edge",
            "atelier.events.enabled=false",
            "atelier.idempotency.enabled=false",
            "spring.flyway.enabled=false",
            "spring.cloud.aws.sqs.enabled=false",
            "spring.r2dbc.url=r2dbc:postgresql://none@localhost:1/none"
        })
@ExtendWith(OutputCaptureExtension.class)
class EdgeTest {

    private static final TestIssuer ISSUER = TestIssuer.shared();

    @LocalServerPort int port;
    private WebTestClient client;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        registry.add("atelier.security.issuer", ISSUER::uri);
        registry.add("atelier.security.jwk-set-uri", ISSUER::jwkSetUri);
    }

    @BeforeEach
    void signIn() {
        client = withToken(ISSUER.token(UUID.randomUUID()));
    }

    @Test
    void answersMissingTokenWithProblem() {
        problem(anonymous().get().uri("/things").exchange(), 401, "unauthenticated");
    }

    @Test
    void tellsMissingTokenBeforeAnythingElse() {
        var response =
                anonymous()
                        .post()
                        .uri("/nowhere")
                        .contentType(MediaType.TEXT_PLAIN)
                        .bodyValue("x".repeat(100_000))
                        .exchange();

        problem(response, 401, "unauthenticated");
    }

    @Test
    void refusesTokensThatAreExpiredForeignOrForAnotherAudience() {
        Date past = Date.from(Instant.now().minusSeconds(60));
        List<String> tokens =
                List.of(
                        "nonsense",
                        ISSUER.token(claims -> claims.expirationTime(past)),
                        ISSUER.token(claims -> claims.issuer("https://elsewhere.example")),
                        ISSUER.token(claims -> claims.audience("another")));

        for (String token : tokens) {
            problem(withToken(token).get().uri("/things").exchange(), 401, "unauthenticated");
        }
    }

    @Test
    void answersUnknownPathAndMalformedIdAsNotFound() {
        problem(client.get().uri("/nowhere").exchange(), 404, "not-found");
        problem(client.get().uri("/things/not-a-uuid").exchange(), 404, "not-found");
        problem(
                client.get().uri(URI.create("http://localhost:" + port + "/things/%20")).exchange(),
                404,
                "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "image/png", "nonsense"})
    void refusesFormsThatThereAreNotForWhatIsReadOnly(String form) {
        problem(
                client.get().uri("/things").header("Accept", form).exchange(),
                406,
                "not-acceptable");
        client.post()
                .uri("/things")
                .header("Accept", form)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"a\",\"count\":1,\"parts\":[]}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON);
    }

    /** The gateway forwards a request without a length as one with a body of chunks. */
    @Test
    void takesChunksOfNothingForNoBody() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/perhaps"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Authorization", "Bearer " + ISSUER.token(UUID.randomUUID()))
                        .POST(BodyPublishers.fromPublisher(BodyPublishers.noBody()))
                        .build();

        try (HttpClient chunking = HttpClient.newHttpClient()) {
            assertThat(chunking.send(request, BodyHandlers.ofString()).body()).isEqualTo("none");
        }
    }

    @Test
    void answersWrongMethodWithAllow() {
        var answer = problem(client.delete().uri("/things").exchange(), 405, "method-not-allowed");

        assertThat(answer.getResponseHeaders().getFirst("Allow")).isEqualTo("GET, POST");
    }

    @Test
    void answersUnknownMethodWithAllow() {
        var response = client.method(HttpMethod.valueOf("MAKE")).uri("/things").exchange();

        var answer = problem(response, 405, "method-not-allowed");
        assertThat(answer.getResponseHeaders().getFirst("Allow")).isEqualTo("GET, POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/things/../things", "/things%2F..", "//things", "/things;a=b"})
    void answersOddPath(String path) {
        URI unchanged = URI.create("http://localhost:" + port + path);

        problem(client.get().uri(unchanged).exchange(), 400, "invalid-request");
    }

    @Test
    void answersWrongMediaType() {
        var response =
                client.post()
                        .uri("/things")
                        .contentType(MediaType.TEXT_PLAIN)
                        .bodyValue("hello")
                        .exchange();

        problem(response, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(ints = {65_537, 1_000_000, 1_900_000})
    void answersBodyOverLimitAfterReadingIt(int bytes) {
        var response =
                client.post()
                        .uri("/things")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{\"name\":\"" + "x".repeat(bytes) + "\"}")
                        .exchange();

        problem(response, 413, "content-too-large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"name":"a","count":1,"colour":"red"}     | /colour
                    {"name":"a","count":"1"}                  | /count
                    {"name":"a","count":1.5}                  | /count
                    {"name":5,"count":1}                      | /name
                    {"name":true,"count":1}                   | /name
                    {"name":"a","count":1,"parts":[{"x":1}]}  | /parts/0/x
                    {"name":"","count":1}                     | /name
                    {"name":"a"}                              | /count
                    {"name":"a","count":1,"parts":[{}]}       | /parts/0/label
                    {"name":"a",                              | ''
                    [1]                                       | ''
                    """)
    void pointsAtWhatIsWrong(String body, String pointer) {
        var response =
                client.post()
                        .uri("/things")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange();

        JsonNode document = problem(response, 400, "invalid-request").getResponseBody();
        assertThat(document.at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(document.at("/errors/0/detail").asString()).isNotBlank();
    }

    @Test
    void namesEveryInvalidFieldAtOnce() {
        var response =
                client.post()
                        .uri("/things")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{\"name\":\"\",\"parts\":[{\"label\":\"too long for it\"}]}")
                        .exchange();

        JsonNode document = problem(response, 400, "invalid-request").getResponseBody();
        assertThat(document.at("/errors").findValuesAsString("pointer"))
                .containsExactly("/count", "/name", "/parts/0/label");
    }

    @Test
    void hidesWhatIsInsideOfUnexpectedError() {
        var answer = problem(client.get().uri("/broken").exchange(), 500, "internal-error");

        assertThat(answer.getResponseBody().toString()).doesNotContain("secret", "Exception");
    }

    @Test
    void logsUnexpectedErrorWithTheTraceThatTheAnswerNames(CapturedOutput output) {
        var answer = problem(client.get().uri("/broken").exchange(), 500, "internal-error");

        String traceId = answer.getResponseBody().get("traceId").asString();
        assertThat(output.getOut().lines())
                .anyMatch(line -> line.contains(traceId) && line.endsWith("GET /broken"));
    }

    @Test
    void asksToTryAgainWhenDatabaseIsAway() {
        var answer = problem(client.get().uri("/data").exchange(), 503, "service-unavailable");

        assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("1");
    }

    @Test
    void refusesBadLimitAndBadCursor() {
        problem(client.get().uri("/things?limit=0").exchange(), 400, "invalid-request");
        problem(client.get().uri("/things?limit=101").exchange(), 400, "invalid-request");
        problem(client.get().uri("/things?cursor=%20?").exchange(), 400, "invalid-cursor");
        problem(client.get().uri("/things?cursor=AAAA").exchange(), 400, "invalid-cursor");
    }

    @Test
    void letsClientsKeepAnswersThatTheyRevalidate() {
        var kept = client.get().uri("/things").exchange().expectStatus().isOk();
        var failed = anonymous().get().uri("/things").exchange();

        kept.expectHeader().valueEquals("Cache-Control", "private, no-cache");
        kept.expectHeader().doesNotExist("Pragma");
        failed.expectHeader().valueEquals("Cache-Control", "no-store");
    }

    @Test
    void knowsTheCaller() {
        UUID user = UUID.randomUUID();

        withToken(ISSUER.adminToken(user))
                .get()
                .uri("/me")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.user")
                .isEqualTo(user.toString())
                .jsonPath("$.admin")
                .isEqualTo(true);
    }

    private WebTestClient anonymous() {
        return WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    private WebTestClient withToken(String token) {
        return anonymous().mutate().defaultHeaders(headers -> headers.setBearerAuth(token)).build();
    }

    private static EntityExchangeResult<JsonNode> problem(
            WebTestClient.ResponseSpec response, int status, String slug) {
        EntityExchangeResult<JsonNode> result =
                response.expectHeader()
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .expectBody(JsonNode.class)
                        .returnResult();
        JsonNode document = result.getResponseBody();
        assertThat(result.getStatus()).isEqualTo(HttpStatus.valueOf(status));
        assertThat(document.get("type").asString())
                .isEqualTo("https://atelier.dev/problems/" + slug);
        assertThat(document.get("status").asInt()).isEqualTo(status);
        assertThat(document.get("title").asString()).isNotBlank();
        assertThat(document.get("instance").asString()).startsWith("/");
        assertThat(document.get("traceId").asString()).hasSize(32);
        return result;
    }

    record Thing(
            @NotBlank @Size(max = 10) String name,
            @NotNull Integer count,
            List<@Valid Part> parts) {}

    record Part(@NotBlank @Size(max = 10) String label) {}

    @RestController
    static class Things {

        private final DatabaseClient nowhere;

        Things(DatabaseClient nowhere) {
            this.nowhere = nowhere;
        }

        @GetMapping("/things")
        Page<String> list(PageRequest request) {
            request.after("things", 1);
            return new Page<>(List.of(), null);
        }

        @GetMapping("/things/{id}")
        String thing(@PathVariable UUID id) {
            return id.toString();
        }

        @PostMapping("/things")
        Thing create(@Valid @RequestBody Thing thing) {
            return thing;
        }

        @PostMapping("/perhaps")
        String perhaps(@RequestBody(required = false) Thing thing) {
            return thing == null ? "none" : thing.name();
        }

        @GetMapping("/broken")
        Mono<String> broken() {
            return Mono.error(new IllegalStateException("secret: select * from users"));
        }

        @GetMapping("/data")
        Mono<Long> data() {
            return nowhere.sql("SELECT 1").mapValue(Long.class).one();
        }

        @GetMapping("/me")
        Me me(Caller caller) {
            return new Me(caller.userId(), caller.admin());
        }
    }

    record Me(UUID user, boolean admin) {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Things.class)
    static class Edge {}
}
