package dev.atelier.gateway.services;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

import java.util.Set;

/**
 * Makes no call to a service that has not answered the last ones, and makes a call again that did
 * not arrive, if it changes nothing.
 *
 * <p>It stands within the filter that writes the answer, so a call ends with the headers: a stream
 * of events may go on for hours and is a success from its first moment. What was too late is not
 * asked for again, as that would make a slow service slower.
 */
@Component
class CallFilter implements GlobalFilter, Ordered {

    private static final int WITHIN_WRITING =
            NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER + 10;

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private static final double JITTER = 0.5;

    private final Breakers breakers;
    private final CallProperties.Retry retry;

    CallFilter(Breakers breakers, CallProperties properties) {
        this.breakers = breakers;
        this.retry = properties.retry();
    }

    @Override
    public int getOrder() {
        return WITHIN_WRITING;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(GATEWAY_ROUTE_ATTR);
        Mono<Void> call =
                Mono.defer(() -> chain.filter(exchange))
                        .transformDeferred(CircuitBreakerOperator.of(breakers.of(route.getId())));
        return isSafe(exchange) ? call.retryWhen(again(exchange)) : call;
    }

    private static boolean isSafe(ServerWebExchange exchange) {
        return SAFE.contains(exchange.getRequest().getMethod());
    }

    private RetryBackoffSpec again(ServerWebExchange exchange) {
        return Retry.backoff(retry.times(), retry.pause())
                .jitter(JITTER)
                .filter(failure -> NoAnswer.of(failure) == NoAnswer.NOT_REACHED)
                .doBeforeRetry(_ -> ServerWebExchangeUtils.reset(exchange))
                .onRetryExhaustedThrow((_, last) -> last.failure());
    }
}
