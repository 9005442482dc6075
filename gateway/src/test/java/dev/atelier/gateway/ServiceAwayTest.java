package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.testing.TestIssuer;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServerResponse;
import reactor.test.StepVerifier;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.UUID;

/** The gateway in front of services that do not answer, each in another way. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "atelier.gateway.calls.breaker.minimum-calls=1000",
            "spring.cloud.gateway.server.webflux.httpclient.response-timeout=1s",
            "atelier.gateway.workshop-service-uri=http://localhost"
        })
@ExtendWith(OutputCaptureExtension.class)
class ServiceAwayTest {

    private static final TestIssuer ISSUER = TestIssuer.shared();

    /** Has a port, and listens on it for nobody: a free one could become the gateway's own. */
    private static final Socket DEAF = new Socket();

    private static final FakeService BROKEN = new FakeService("enrollment-service");

    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(1);

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";

    @LocalServerPort int port;
    @Autowired MeterRegistry meters;

    @Autowired
    @Qualifier("streamsEndFilter")
    SmartLifecycle streamsEnd;

    private WebTestClient client;
    private String token;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) throws IOException {
        registry.add("atelier.security.issuer", ISSUER::uri);
        registry.add("atelier.security.jwk-set-uri", ISSUER::jwkSetUri);
        DEAF.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        registry.add(
                "atelier.gateway.user-service-uri",
                () -> "http://127.0.0.1:" + DEAF.getLocalPort());
        registry.add("atelier.gateway.enrollment-service-uri", BROKEN::uri);
    }

    @BeforeEach
    void signIn() {
        token = ISSUER.token(UUID.randomUUID());
        client =
                WebTestClient.bindToServer()
                        .baseUrl("http://localhost:" + port)
                        .defaultHeaders(headers -> headers.setBearerAuth(token))
                        .responseTimeout(Duration.ofSeconds(20))
                        .build();
    }

    @AfterAll
    static void stopService() throws IOException {
        BROKEN.stop();
        DEAF.close();
    }

    @Test
    void answersRefusedConnectionAsUnavailable() {
        unavailable("/api/v1/users/me");
    }

    @Test
    void answersAsUnavailableWhenServiceHangsUp() {
        BROKEN.answers((_, response) -> hangUp(response));

        unavailable("/api/v1/users/me/participations");
    }

    @Test
    void logsServiceThatDidNotAnswerInTheTraceOfTheRequest(CapturedOutput output) {
        BROKEN.answers((_, response) -> hangUp(response));

        client.get()
                .uri("/api/v1/users/me/participations")
                .header("traceparent", TRACEPARENT)
                .exchange();

        assertThat(output.getOut().lines())
                .anyMatch(line -> line.contains(TRACE_ID) && line.contains("no answer from"));
    }

    @Test
    void passesNoHeaderOnOfAnswerThatBroke() {
        BROKEN.answers(
                (_, response) ->
                        response.header("ETag", "\"7\"")
                                .header("Content-Length", "100")
                                .sendHeaders()
                                .then()
                                .then(hangUp(response)));

        ProblemAnswer problem = unavailable("/api/v1/users/me/participations");
        assertThat(problem.headers().containsHeader("ETag")).isFalse();
        assertThat(problem.headers().containsHeader(FakeService.ANSWERED_BY)).isFalse();
    }

    @Test
    void answersSlowServiceAsTimeout() {
        BROKEN.answers((_, _) -> Mono.never());

        ProblemAnswer problem =
                ProblemAnswer.of(
                        client.get().uri("/api/v1/users/me/participations").exchange(),
                        504,
                        "service-timeout");
        assertThat(problem.document().get("nextStep").asString()).contains("Idempotency-Key");
    }

    @Test
    void passesStreamOnAsItComesAndForLongerThanAnAnswerMayTake() {
        Sinks.Many<String> events = serviceStreams();

        StepVerifier.create(seats())
                .expectNext("1")
                .expectNoEvent(RESPONSE_TIMEOUT.plusMillis(500))
                .then(() -> events.tryEmitNext("data:2\n\n"))
                .expectNext("2")
                .then(events::tryEmitComplete)
                .expectComplete()
                .verify(Duration.ofSeconds(20));
    }

    @Test
    void endsStreamWhenGatewayStops() {
        serviceStreams();

        StepVerifier.create(seats())
                .expectNext("1")
                .then(streamsEnd::stop)
                .expectComplete()
                .verify(Duration.ofSeconds(20));

        streamsEnd.start();
    }

    /** The service begins a stream that is up to the test from then on. */
    private static Sinks.Many<String> serviceStreams() {
        Sinks.Many<String> events = Sinks.many().unicast().onBackpressureBuffer();
        BROKEN.answers((_, response) -> response.sse().sendString(events.asFlux()).then());
        events.tryEmitNext("data:1\n\n");
        return events;
    }

    private Flux<String> seats() {
        return WebClient.create("http://localhost:" + port)
                .get()
                .uri("/api/v1/workshops/1/seats")
                .headers(headers -> headers.setBearerAuth(token))
                .retrieve()
                .bodyToFlux(String.class);
    }

    @Test
    void logsRequestThatClientGaveUp(CapturedOutput output) {
        BROKEN.answers((_, _) -> Mono.never());
        var impatient = client.mutate().responseTimeout(Duration.ofMillis(200)).build();

        assertThatThrownBy(
                () ->
                        impatient
                                .get()
                                .uri("/api/v1/users/me/calendar.ics")
                                .header("traceparent", TRACEPARENT)
                                .exchange());

        await().untilAsserted(
                        () ->
                                assertThat(output)
                                        .containsPattern(
                                                TRACE_ID
                                                        + ".*GET /api/v1/users/me/calendar.ics"
                                                        + " aborted \\d+ ms"));
    }

    @Test
    void endsSpanOfCallThatFailed() {
        unavailable("/api/v1/users/me");

        var calls =
                meters.get("http.client.requests")
                        .tag("spring.cloud.gateway.route.id", "user-service")
                        .timer();
        assertThat(calls.count()).isPositive();
    }

    private ProblemAnswer unavailable(String path) {
        ProblemAnswer problem =
                ProblemAnswer.of(client.get().uri(path).exchange(), 503, "service-unavailable");
        assertThat(problem.headers().getFirst("Retry-After")).isEqualTo("1");
        assertThat(problem.document().toString())
                .doesNotContain("localhost", "user-service", "enrollment-service");
        return problem;
    }

    private static Mono<Void> hangUp(HttpServerResponse response) {
        return Mono.fromRunnable(
                () -> response.withConnection(connection -> connection.channel().close()));
    }
}
