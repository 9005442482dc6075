package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.gateway.FakeService.Asked;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

import java.util.concurrent.atomic.AtomicInteger;

/** What the gateway asks again when a service hangs up, as one does that is being replaced. */
class RetryTest {

    private static final int RETRIES = 2;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway =
                RunningGateway.with(
                        "spring.cloud.gateway.server.webflux.httpclient.response-timeout=500ms",
                        "atelier.gateway.calls.retry.times=" + RETRIES,
                        "atelier.gateway.calls.retry.pause=10ms",
                        "atelier.gateway.calls.breaker.minimum-calls=1000");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void asksAgainWhatChangesNothing(String method) {
        hangsUp(RETRIES);

        call(method).expectStatus().isOk();
        assertThat(gateway.asked())
                .extracting(Asked::method)
                .hasSize(1 + RETRIES)
                .containsOnly(method);
    }

    @Test
    void givesUpAfterAFewTimes() {
        hangsUp(Integer.MAX_VALUE);

        ProblemAnswer.of(call("GET"), 503, "service-unavailable");
        assertThat(gateway.asked()).hasSize(1 + RETRIES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void asksOnceWhatMayHaveChangedSomething(String method) {
        hangsUp(Integer.MAX_VALUE);

        ProblemAnswer.of(call(method), 503, "service-unavailable");
        assertThat(gateway.asked()).hasSize(1);
    }

    /** The connection has been used and is in the pool, which is another way to fail. */
    @Test
    void asksOnceAlsoOnConnectionThatWasGood() {
        call("POST").expectStatus().isOk();
        hangsUp(Integer.MAX_VALUE);

        ProblemAnswer.of(call("POST"), 503, "service-unavailable");
        assertThat(gateway.asked()).hasSize(2);
    }

    @Test
    void asksSlowServiceOnce() {
        gateway.users.answers((_, _) -> Mono.never());

        ProblemAnswer.of(call("GET"), 504, "service-timeout");
        assertThat(gateway.asked()).hasSize(1);
    }

    @Test
    void asksOnceWhenThereIsAnAnswer() {
        gateway.users.answers((_, response) -> response.status(503).send());

        call("GET").expectStatus().isEqualTo(503);
        assertThat(gateway.asked()).hasSize(1);
    }

    private static ResponseSpec call(String method) {
        return gateway.signedIn()
                .method(HttpMethod.valueOf(method))
                .uri("/api/v1/users/me")
                .exchange();
    }

    private static void hangsUp(int times) {
        AtomicInteger left = new AtomicInteger(times);
        gateway.users.answers(
                (_, response) ->
                        left.getAndDecrement() > 0
                                ? hangUp(response)
                                : response.sendString(Mono.just("again")).then());
    }

    private static Mono<Void> hangUp(HttpServerResponse response) {
        return Mono.fromRunnable(
                () -> response.withConnection(connection -> connection.channel().close()));
    }
}
