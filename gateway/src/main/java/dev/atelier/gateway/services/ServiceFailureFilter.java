package dev.atelier.gateway.services;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_HEADER_NAMES;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import dev.atelier.common.tracing.CurrentTrace;
import dev.atelier.gateway.services.GatewayRefusal.ServiceTimeout;
import dev.atelier.gateway.services.GatewayRefusal.ServiceUnavailable;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the client that a service did not answer, and the log which one and why.
 *
 * <p>It is the outermost filter: what stands further in, like the circuit breaker, sees the failure
 * as it was.
 */
@Component
class ServiceFailureFilter implements GlobalFilter, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceFailureFilter.class);

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Duration openFor;

    ServiceFailureFilter(CallProperties properties) {
        openFor = properties.breaker().openFor();
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange)
                .onErrorResume(
                        _ -> !exchange.getResponse().isCommitted(),
                        failure ->
                                Mono.deferContextual(
                                        context ->
                                                Mono.error(
                                                        CurrentTrace.around(
                                                                context,
                                                                () ->
                                                                        explained(
                                                                                exchange,
                                                                                failure)))));
    }

    private Throwable explained(ServerWebExchange exchange, Throwable failure) {
        dropHeadersOfBrokenAnswer(exchange);
        return refusal(failure).map(refusal -> refused(exchange, failure, refusal)).orElse(failure);
    }

    private Optional<GatewayRefusal> refusal(Throwable failure) {
        if (failure instanceof CallNotPermittedException) {
            return Optional.of(new ServiceUnavailable(openFor));
        }
        return Optional.ofNullable(
                switch (NoAnswer.of(failure)) {
                    case NOT_REACHED -> new ServiceUnavailable(A_MOMENT);
                    case TOO_LATE -> new ServiceTimeout();
                    case OTHER -> null;
                });
    }

    /** While a breaker is open, that it opened is all there is to say. */
    private static Throwable refused(
            ServerWebExchange exchange, Throwable failure, GatewayRefusal refusal) {
        if (!(failure instanceof CallNotPermittedException)) {
            LOG.warn("no answer from {}: {}", service(exchange), failure.toString());
        }
        return refusal.exception();
    }

    private static String service(ServerWebExchange exchange) {
        return exchange.<Route>getRequiredAttribute(GATEWAY_ROUTE_ATTR).getId();
    }

    /** The service's headers are there already when it hangs up between them and the body. */
    private static void dropHeadersOfBrokenAnswer(ServerWebExchange exchange) {
        Set<String> names =
                exchange.getAttributeOrDefault(CLIENT_RESPONSE_HEADER_NAMES, Set.<String>of());
        names.forEach(exchange.getResponse().getHeaders()::remove);
    }
}
