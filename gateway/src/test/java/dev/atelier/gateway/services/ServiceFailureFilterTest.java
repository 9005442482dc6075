package dev.atelier.gateway.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import dev.atelier.common.problem.Refusal;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.gateway.services.GatewayRefusal.ServiceTimeout;
import dev.atelier.gateway.services.GatewayRefusal.ServiceUnavailable;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;

import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.test.StepVerifier;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

class ServiceFailureFilterTest {

    private static final Refusal UNAVAILABLE = new ServiceUnavailable(Duration.ofSeconds(1));
    private static final Duration OPEN_FOR = Duration.ofSeconds(7);

    private final MockServerWebExchange exchange =
            MockServerWebExchange.from(MockServerHttpRequest.get("/api/v1/users/me"));

    ServiceFailureFilterTest() {
        Route route =
                Route.async()
                        .id("user-service")
                        .uri("http://user-service")
                        .predicate(_ -> true)
                        .build();
        exchange.getAttributes().put(GATEWAY_ROUTE_ATTR, route);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectException("refused"), UNAVAILABLE),
                Arguments.of(new ConnectTimeoutException("1 s"), UNAVAILABLE),
                Arguments.of(new UnknownHostException("user-service"), UNAVAILABLE),
                Arguments.of(new TimeoutException("no connection"), UNAVAILABLE),
                Arguments.of(AbortedException.beforeSend(), UNAVAILABLE),
                Arguments.of(ReadTimeoutException.INSTANCE, new ServiceTimeout()),
                Arguments.of(
                        new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT),
                        new ServiceTimeout()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsWhyThereIsNoAnswer(Exception failure, Refusal refusal) {
        StepVerifier.create(filtered(failure))
                .verifyErrorSatisfies(
                        error ->
                                assertThat(error)
                                        .isInstanceOfSatisfying(
                                                RefusedException.class,
                                                refused ->
                                                        assertThat(refused.refusal())
                                                                .isEqualTo(refusal)));
    }

    @Test
    void leavesWhatIsNoFailureOfServiceAsItIs() {
        var mistake = new IllegalStateException("ours");

        StepVerifier.create(filtered(mistake)).verifyErrorMatches(mistake::equals);
    }

    @Test
    void leavesAnswerThatHasBegunAsItIs() {
        var reset = new ConnectException("reset");
        exchange.getResponse().setComplete().block();

        StepVerifier.create(filtered(reset)).verifyErrorMatches(reset::equals);
    }

    @Test
    void tellsWhenToTryAgainWhileBreakerIsOpen() {
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("user-service");
        breaker.transitionToOpenState();
        Exception notPermitted = CallNotPermittedException.createCallNotPermittedException(breaker);

        StepVerifier.create(filtered(notPermitted))
                .verifyErrorSatisfies(
                        error ->
                                assertThat(((RefusedException) error).refusal())
                                        .isEqualTo(new ServiceUnavailable(OPEN_FOR)));
    }

    private static CallProperties calls() {
        return new CallProperties(
                new CallProperties.Breaker(Duration.ofSeconds(2), 1, 50, OPEN_FOR, 1),
                new CallProperties.Retry(0, Duration.ofMillis(1)));
    }

    private Mono<Void> filtered(Throwable failure) {
        return new ServiceFailureFilter(calls()).filter(exchange, _ -> Mono.error(failure));
    }
}
