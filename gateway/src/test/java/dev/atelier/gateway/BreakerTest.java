package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The gateway in front of a service that does not answer any more, and then does again. */
class BreakerTest {

    private static final int MINIMUM_CALLS = 5;
    private static final Duration OPEN_FOR = Duration.ofSeconds(2);

    private static RunningGateway gateway;

    private final WebClient client =
            WebClient.builder()
                    .baseUrl("http://localhost:" + gateway.port())
                    .defaultHeaders(headers -> headers.setBearerAuth(RunningGateway.newToken()))
                    .build();

    @BeforeAll
    static void start() {
        gateway =
                RunningGateway.with(
                        "spring.cloud.gateway.server.webflux.httpclient.response-timeout=500ms",
                        "atelier.gateway.calls.breaker.minimum-calls=" + MINIMUM_CALLS,
                        "atelier.gateway.calls.breaker.open-for=" + OPEN_FOR,
                        "atelier.gateway.calls.breaker.trial-calls=1");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.reset();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void answersAtOnceForServiceThatIsDownAndRecoversByItself(CapturedOutput output) {
        gateway.users.answers((_, _) -> Mono.never());
        assertThat(statuses("/api/v1/users/me", MINIMUM_CALLS)).containsOnly(504);
        int asked = gateway.users.asked().size();

        ProblemAnswer problem =
                ProblemAnswer.of(
                        gateway.signedIn().get().uri("/api/v1/users/me").exchange(),
                        503,
                        "service-unavailable");
        assertThat(problem.headers().getFirst("Retry-After"))
                .isEqualTo(Long.toString(OPEN_FOR.toSeconds()));
        assertThat(median(this::durationOfUser)).isLessThan(Duration.ofMillis(100));
        assertThat(gateway.users.asked()).hasSize(asked);
        assertThat(open("user-service")).isEqualTo(1);
        assertThat(output).contains("circuit breaker of user-service goes from CLOSED to OPEN");

        assertThat(statuses("/api/v1/workshops/1", 3)).containsOnly(200);

        gateway.users.reset();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> status("/api/v1/users/me") == 200);
        assertThat(statuses("/api/v1/users/me", 20)).containsOnly(200);
        assertThat(open("user-service")).isZero();
    }

    /** Else one open stream would be a trial that never ends, and keep everybody else out. */
    @Test
    void takesStreamForSuccessFromItsFirstMoment() {
        gateway.enrollments.answers((_, _) -> Mono.never());
        assertThat(statuses("/api/v1/users/me/participations", MINIMUM_CALLS)).containsOnly(504);
        Sinks.Many<String> events = Sinks.many().unicast().onBackpressureBuffer();
        events.tryEmitNext("data:1\n\n");
        gateway.enrollments.answers(
                (_, response) -> response.sse().sendString(events.asFlux()).then());

        StepVerifier.create(stream())
                .expectNext("1")
                .then(gateway.enrollments::reset)
                .then(
                        () ->
                                assertThat(statuses("/api/v1/users/me/participations", 5))
                                        .containsOnly(200))
                .then(() -> events.tryEmitNext("data:2\n\n"))
                .expectNext("2")
                .thenCancel()
                .verify(Duration.ofSeconds(30));
    }

    @Test
    void takesNoAnswerForDown() {
        gateway.workshops.answers((_, response) -> response.status(500).send());

        assertThat(statuses("/api/v1/workshops/1", 3 * MINIMUM_CALLS)).containsOnly(500);
        assertThat(gateway.workshops.asked()).hasSize(3 * MINIMUM_CALLS);
    }

    /** A stream, as soon as the breaker lets one through. */
    private Flux<String> stream() {
        return client.get()
                .uri("/api/v1/workshops/1/seats")
                .retrieve()
                .bodyToFlux(String.class)
                .retryWhen(Retry.fixedDelay(100, Duration.ofMillis(100)));
    }

    private List<Integer> statuses(String path, int requests) {
        return Flux.range(0, requests)
                .flatMap(_ -> statusOf(path))
                .collectList()
                .blockOptional(Duration.ofSeconds(30))
                .orElseThrow();
    }

    private int status(String path) {
        return statusOf(path).blockOptional(Duration.ofSeconds(30)).orElseThrow();
    }

    private Mono<Integer> statusOf(String path) {
        return client.get()
                .uri(path)
                .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.statusCode()))
                .map(HttpStatusCode::value);
    }

    private Duration durationOfUser() {
        Instant start = Instant.now();
        assertThat(status("/api/v1/users/me")).isEqualTo(503);
        return Duration.between(start, Instant.now());
    }

    /** Of a few, as the machine may have something else to do. */
    private static Duration median(Supplier<Duration> measured) {
        return IntStream.range(0, 9).mapToObj(_ -> measured.get()).sorted().toList().get(4);
    }

    private static double open(String service) {
        return gateway.bean(MeterRegistry.class)
                .get("atelier.gateway.breaker.open")
                .tag("service", service)
                .gauge()
                .value();
    }
}
