package dev.atelier.gateway.connections;

import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;
import dev.atelier.common.problem.RefusedException;

import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;

/**
 * Waits for a body for so long and no longer: for all of it, not from one piece to the next, since
 * who sends a byte at a time is slow too. Services need no such thing, as bodies are read whole
 * here before they are sent on.
 */
@Component
@Order(BodyDeadlineFilter.BEFORE_BODY_IS_READ)
class BodyDeadlineFilter implements WebFilter {

    static final int BEFORE_BODY_IS_READ = -60;

    private final Duration patience;

    BodyDeadlineFilter(ConnectionProperties connections) {
        patience = connections.body();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return hasBody(exchange.getRequest())
                ? chain.filter(exchange.mutate().request(new Hurried(exchange)).build())
                : chain.filter(exchange);
    }

    private static boolean hasBody(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return headers.getContentLength() > 0
                || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    /** A request whose body fails when it is not there in time. */
    private final class Hurried extends ServerHttpRequestDecorator {

        Hurried(ServerWebExchange exchange) {
            super(exchange.getRequest());
        }

        @Override
        public Flux<DataBuffer> getBody() {
            Mono<Void> tooLate =
                    Mono.delay(patience)
                            .then(Mono.error(() -> new RefusedException(new RequestTimeout())));
            return super.getBody().takeUntilOther(tooLate);
        }
    }

    /** The rest may still come, and must not be taken for another request. */
    record RequestTimeout() implements Refusal {
        @Override
        public Problem problem() {
            return Problem.of(408, "request-timeout", "The request took too long to arrive")
                    .nextStep("Send the request again.")
                    .header(HttpHeaders.CONNECTION, "close");
        }
    }
}
