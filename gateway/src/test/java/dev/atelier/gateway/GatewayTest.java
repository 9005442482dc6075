package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.atelier.gateway.FakeService.Asked;
import dev.atelier.testing.TestIssuer;

import io.netty.handler.codec.http.HttpResponseStatus;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.List;
import java.util.UUID;

/** The gateway over real HTTP, with services that answer. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "management.server.port=0")
@ExtendWith(OutputCaptureExtension.class)
class GatewayTest {

    private static final TestIssuer ISSUER = TestIssuer.shared();
    private static final FakeService USERS = new FakeService("user-service");
    private static final FakeService WORKSHOPS = new FakeService("workshop-service");
    private static final FakeService ENROLLMENTS = new FakeService("enrollment-service");

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";

    @LocalServerPort int port;
    @LocalManagementPort int managementPort;

    private final String token = ISSUER.token(UUID.randomUUID());
    private WebTestClient client;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) {
        registry.add("atelier.security.issuer", ISSUER::uri);
        registry.add("atelier.security.jwk-set-uri", ISSUER::jwkSetUri);
        registry.add("atelier.gateway.user-service-uri", USERS::uri);
        registry.add("atelier.gateway.workshop-service-uri", WORKSHOPS::uri);
        registry.add("atelier.gateway.enrollment-service-uri", ENROLLMENTS::uri);
    }

    @BeforeEach
    void signIn() {
        services().forEach(FakeService::reset);
        client =
                anonymous()
                        .mutate()
                        .defaultHeaders(headers -> headers.setBearerAuth(token))
                        .build();
    }

    @AfterAll
    static void stopServices() {
        services().forEach(FakeService::stop);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?q=a%20b=c",
                "?q=%0D%0ASet-Cookie:%20a=b",
                "?q=a+b&q=%26%3D%25",
                "?q=@/?:!$'()*,;~",
                "?q",
                ""
            })
    void asksForTheAddressThatTheClientWrote(String query) {
        URI address = URI.create("http://localhost:" + port + "/api/v1/workshops" + query);

        client.get().uri(address).exchange().expectStatus().isOk();

        assertThat(WORKSHOPS.asked())
                .extracting(Asked::uri)
                .containsExactly("/api/v1/workshops" + query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PUT    | /users/me                                       | user-service
                    GET    | /users/me                                       | user-service
                    DELETE | /users/me                                       | user-service
                    GET    | /users/me/export                                | user-service
                    GET    | /users/0198a0e6-0000-7000-8000-000000000001     | user-service
                    GET    | /users?q=ada                                    | user-service
                    POST   | /users/0198a0e6-0000-7000-8000-000000000001/deactivate | user-service
                    POST   | /users/0198a0e6-0000-7000-8000-000000000001/reactivate | user-service
                    GET    | /users/me/export/workshops                      | workshop-service
                    POST   | /workshops                                      | workshop-service
                    GET    | /workshops?q=clay&sort=-startsAt                | workshop-service
                    GET    | /workshops/1                                    | workshop-service
                    PUT    | /workshops/1                                    | workshop-service
                    DELETE | /workshops/1                                    | workshop-service
                    POST   | /workshops/1/publish                            | workshop-service
                    POST   | /workshops/1/cancel                             | workshop-service
                    POST   | /workshops/1/complete                           | workshop-service
                    GET    | /workshops/1/calendar.ics                       | workshop-service
                    GET    | /workshops/1/organizers                         | workshop-service
                    POST   | /workshops/1/organizers                         | workshop-service
                    POST   | /workshops/1/organizers/2/accept                | workshop-service
                    POST   | /workshops/1/organizers/2/decline               | workshop-service
                    POST   | /workshops/1/organizers/2/unavailable           | workshop-service
                    POST   | /workshops/1/organizers/2/available             | workshop-service
                    POST   | /workshops/1/organizers/2/jump-in               | workshop-service
                    POST   | /workshops/1/organizers/2/step-down             | workshop-service
                    POST   | /workshops/1/participants                       | enrollment-service
                    GET    | /workshops/1/participants?status=ENROLLED       | enrollment-service
                    GET    | /workshops/1/participants/2                     | enrollment-service
                    GET    | /workshops/1/participants/2/history             | enrollment-service
                    DELETE | /workshops/1/participants/2                     | enrollment-service
                    POST   | /workshops/1/participants/2/accept              | enrollment-service
                    POST   | /workshops/1/participants/2/decline             | enrollment-service
                    POST   | /workshops/1/participants/2/attendance          | enrollment-service
                    GET    | /workshops/1/seats                              | enrollment-service
                    GET    | /users/me/participations?when=past              | enrollment-service
                    GET    | /users/me/calendar.ics                          | enrollment-service
                    POST   | /users/me/calendar-link                         | enrollment-service
                    DELETE | /users/me/calendar-link                         | enrollment-service
                    GET    | /calendars/linked.ics                           | enrollment-service
                    GET    | /users/me/export/participations                 | enrollment-service
                    """)
    void leadsEachOperationToItsService(HttpMethod method, String path, String service) {
        client.method(method)
                .uri("/api/v1" + path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(FakeService.ANSWERED_BY, service);

        assertThat(asked())
                .extracting(Asked::method, Asked::uri)
                .containsExactly(tuple(method.name(), "/api/v1" + path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1",
                "/api/v1/organizers",
                "/api/v1/usersandmore",
                "/api/v2/users/me",
                "/users/me",
                "/actuator",
                "/actuator/health",
                "/actuator/gateway/routes",
            })
    void leadsNothingElseAnywhere(String path) {
        ProblemAnswer.of(client.get().uri(path).exchange(), 404, "not-found");

        assertThat(asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/users/../../actuator/health",
                "/api/v1/users/%2e%2e/%2e%2e/actuator/health",
                "/api/v1/users/..%2f..%2factuator/health",
                "/api/v1/users//actuator",
                "/api/v1/users;/../actuator",
            })
    void letsNoPathClimbOut(String path) {
        var unchanged = URI.create("http://localhost:" + port + path);

        ProblemAnswer.of(client.get().uri(unchanged).exchange(), 400, "invalid-request");

        assertThat(asked()).isEmpty();
    }

    @Test
    void asksNoServiceWithoutToken() {
        ProblemAnswer problem =
                ProblemAnswer.of(
                        anonymous().get().uri("/api/v1/users/me").exchange(),
                        401,
                        "unauthenticated");

        assertThat(problem.headers().getFirst("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(asked()).isEmpty();
    }

    @Test
    void passesTokenAndBodyOn() {
        client.post()
                .uri("/api/v1/workshops")
                .contentType(MediaType.APPLICATION_JSON)
                .header("Idempotency-Key", "one")
                .bodyValue("{\"title\":\"Töpfern\"}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("{\"title\":\"Töpfern\"}");

        var headers = asked().getFirst().headers();
        assertThat(headers.get("Authorization")).isEqualTo("Bearer " + token);
        assertThat(headers.get("Content-Type")).isEqualTo("application/json");
        assertThat(headers.get("Idempotency-Key")).isEqualTo("one");
    }

    @Test
    void answersBodyOverLimitItself() {
        var response =
                client.post()
                        .uri("/api/v1/workshops")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("x".repeat(1_000_000))
                        .exchange();

        ProblemAnswer.of(response, 413, "content-too-large");
        assertThat(asked()).isEmpty();
    }

    @Test
    void passesAnswerOfServiceOnUnchanged() {
        WORKSHOPS.answers(
                (_, response) ->
                        response.status(HttpResponseStatus.CREATED)
                                .header("Location", "/api/v1/workshops/1")
                                .header("ETag", "\"1.2af\"")
                                .header("Idempotency-Replayed", "true")
                                .header("Cache-Control", "private, no-cache")
                                .send());

        client.post()
                .uri("/api/v1/workshops")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Location", "/api/v1/workshops/1")
                .expectHeader()
                .valueEquals("ETag", "\"1.2af\"")
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true")
                .expectHeader()
                .valueEquals("Cache-Control", "private, no-cache");
    }

    @Test
    void passesProblemOfServiceOnUnchanged() {
        String problem = "{\"type\":\"https://atelier.dev/problems/user-not-registered\"}";
        ENROLLMENTS.answers(
                (_, response) ->
                        response.status(HttpResponseStatus.CONFLICT)
                                .header("Content-Type", "application/problem+json")
                                .header("Retry-After", "1")
                                .sendString(Mono.just(problem))
                                .then());

        client.post()
                .uri("/api/v1/workshops/1/participants")
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectBody(String.class)
                .isEqualTo(problem);
    }

    @Test
    void continuesTraceIntoService() {
        client.get().uri("/api/v1/users/me").header("traceparent", TRACEPARENT).exchange();

        assertThat(asked().getFirst().headers().getAll("traceparent"))
                .singleElement()
                .asString()
                .startsWith("00-" + TRACE_ID)
                .isNotEqualTo(TRACEPARENT);
    }

    @Test
    void namesTraceInProblem() {
        var response = client.get().uri("/nowhere").header("traceparent", TRACEPARENT).exchange();

        ProblemAnswer problem = ProblemAnswer.of(response, 404, "not-found");
        assertThat(problem.document().get("traceId").asString()).isEqualTo(TRACE_ID);
    }

    @Test
    void passesNeitherForwardedNorConnectionHeadersOn() {
        client.get()
                .uri("/api/v1/users/me")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("X-Forwarded-Host", "elsewhere.example")
                .header("Forwarded", "for=10.0.0.1")
                .header("Connection", "X-Hop")
                .header("X-Hop", "mine")
                .exchange();

        assertThat(asked().getFirst().headers().names())
                .doesNotContain("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Hop");
        assertThat(asked().getFirst().headers().get("Host")).isEqualTo(USERS.uri().getAuthority());
    }

    @Test
    void tellsBrowsersToTakeAnswersAsDataOnly() {
        for (String path : List.of("/api/v1/users/me", "/nowhere")) {
            HttpHeaders headers =
                    client.get()
                            .uri(path)
                            .exchange()
                            .expectBody()
                            .returnResult()
                            .getResponseHeaders();

            assertThat(headers.toSingleValueMap())
                    .containsEntry("X-Content-Type-Options", "nosniff")
                    .containsEntry("X-Frame-Options", "DENY")
                    .containsEntry("Referrer-Policy", "no-referrer")
                    .containsEntry(
                            "Content-Security-Policy",
                            "default-src 'none'; frame-ancestors 'none'");
        }
    }

    @Test
    void logsEachRequestWithoutWhatIsSecret(CapturedOutput output) {
        client.get()
                .uri("/api/v1/users?q=hidden")
                .header("traceparent", TRACEPARENT)
                .exchange()
                .expectBody();
        client.get().uri("/nowhere").exchange().expectBody();

        // The line is written once the answer is out, when the client may be ahead.
        await().untilAsserted(
                        () ->
                                assertThat(output)
                                        .containsPattern(
                                                TRACE_ID + ".*GET /api/v1/users 200 \\d+ ms")
                                        .containsPattern("[0-9a-f]{32}.*GET /nowhere 404 \\d+ ms"));
        assertThat(output).doesNotContain("hidden", token);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/calendars/mO9_x-Secret.ics, mO9_x-Secret",
        "/api/v1/calendars/mO9_x-Secret, mO9_x-Secret",
        "/api/v1/calendars/mO9_x-Secret.ics/, mO9_x-Secret",
        "/api/v1/calendars/mO9_x-Secret/etc, none",
        "/api/v1/calendars/mO9_x-Secret%0A, none",
    })
    void passesSecretOfCalendarLinkOnWithoutWritingItDown(
            String path, String secret, CapturedOutput output) {
        anonymous()
                .get()
                .uri(URI.create("http://localhost:" + port + path))
                .header("traceparent", TRACEPARENT)
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(asked())
                .singleElement()
                .satisfies(
                        asked -> {
                            assertThat(asked.uri()).isEqualTo("/api/v1/calendars/linked.ics");
                            assertThat(asked.headers().getAll("Calendar-Secret"))
                                    .containsExactly(secret);
                        });
        await().untilAsserted(
                        () -> assertThat(output).contains("GET /api/v1/calendars/linked.ics 200"));
        assertThat(output).doesNotContain("mO9_x");
    }

    @Test
    void allowsCallersTheContractsBurst() {
        client.get()
                .uri("/api/v1/users/me")
                .exchange()
                .expectHeader()
                .valueEquals("RateLimit-Limit", "100")
                .expectHeader()
                .valueEquals("RateLimit-Remaining", "99");
    }

    /** Theirs is 60 s; who closes first loses the request that is just on its way. */
    @Test
    void keepsIdleConnectionsForLongerThanLoadBalancersDo(@Autowired Environment environment) {
        assertThat(environment.getProperty("server.netty.idle-timeout")).isEqualTo("75s");
    }

    @Test
    void isReadyOnManagementPortWithoutToken() {
        anonymous()
                .get()
                .uri("http://localhost:" + managementPort + "/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP");
    }

    private WebTestClient anonymous() {
        return WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    private static List<FakeService> services() {
        return List.of(USERS, WORKSHOPS, ENROLLMENTS);
    }

    private static List<Asked> asked() {
        return services().stream().map(FakeService::asked).flatMap(List::stream).toList();
    }
}
