package dev.atelier.common.web;

import org.reactivestreams.Publisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Ends answers that are streamed when the instance is told to stop. A graceful shutdown waits for
 * answers to end, and those never do by themselves.
 *
 * <p>It stops before the web server does, being of the default phase.
 */
class StreamsEndFilter implements WebFilter, SmartLifecycle {

    private volatile Sinks.Empty<Void> stopping = Sinks.empty();
    private volatile boolean running;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var response = new EndingResponse(exchange.getResponse());
        return chain.filter(exchange.mutate().response(response).build());
    }

    @Override
    public void start() {
        stopping = Sinks.empty();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        stopping.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Only what is flushed piece by piece may go on for ever. */
    private final class EndingResponse extends ServerHttpResponseDecorator {

        EndingResponse(ServerHttpResponse response) {
            super(response);
        }

        @Override
        public Mono<Void> writeAndFlushWith(
                Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return super.writeAndFlushWith(Flux.from(body).takeUntilOther(stopping.asMono()));
        }
    }
}
