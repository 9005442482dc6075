package dev.atelier.gateway;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_HEADER_NAMES;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import dev.atelier.common.tracing.CurrentTrace;
import dev.atelier.gateway.GatewayRefusal.ServiceTimeout;
import dev.atelier.gateway.GatewayRefusal.ServiceUnavailable;

import io.netty.handler.timeout.ReadTimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Tells the client that a service did not answer, and the log which one and why.
 *
 * <p>It is the outermost filter: what stands further in, like a circuit breaker, sees the failure
 * as it was.
 */
@Component
class ServiceFailureFilter implements GlobalFilter, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceFailureFilter.class);

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

    private static Throwable explained(ServerWebExchange exchange, Throwable failure) {
        dropHeadersOfBrokenAnswer(exchange);
        return refusal(failure).map(refusal -> refused(exchange, failure, refusal)).orElse(failure);
    }

    private static Optional<GatewayRefusal> refusal(Throwable failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case ResponseStatusException status when isTimeout(status) ->
                            new ServiceTimeout();
                    case ReadTimeoutException _ -> new ServiceTimeout();
                    case IOException _ -> new ServiceUnavailable();
                    // A connection of the pool that was closed when it was to be written to.
                    case AbortedException _ -> new ServiceUnavailable();
                    // The wait for a connection of the pool.
                    case TimeoutException _ -> new ServiceUnavailable();
                    default -> null;
                });
    }

    private static boolean isTimeout(ResponseStatusException status) {
        return status.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT);
    }

    private static Throwable refused(
            ServerWebExchange exchange, Throwable failure, GatewayRefusal refusal) {
        LOG.warn("no answer from {}: {}", service(exchange), failure.toString());
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
