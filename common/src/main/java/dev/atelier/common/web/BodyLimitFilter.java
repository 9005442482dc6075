package dev.atelier.common.web;

import dev.atelier.common.problem.CommonRefusal.ContentTooLarge;
import dev.atelier.common.problem.RefusedException;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.io.ByteArrayOutputStream;

/**
 * Refuses a body over the limit before anything looks at it.
 *
 * <p>Up to a second, larger limit the rest is read and thrown away: a client that is still writing
 * when the connection closes gets a reset and never sees the answer.
 */
class BodyLimitFilter implements WebFilter {

    private final long limitBytes;
    private final long drainBytes;

    BodyLimitFilter(long limitBytes, long drainBytes) {
        this.limitBytes = limitBytes;
        this.drainBytes = drainBytes;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!hasBody(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return read(exchange.getRequest().getBody())
                .flatMap(body -> chain.filter(withBody(exchange, body)));
    }

    private static boolean hasBody(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return headers.getContentLength() > 0
                || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private Mono<byte[]> read(Flux<DataBuffer> body) {
        return body.collect(() -> new Limited(limitBytes), Limited::add)
                .flatMap(Limited::content)
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
    }

    /** Where nothing came there is no buffer either: an empty one would be a body of no type. */
    private static ServerWebExchange withBody(ServerWebExchange exchange, byte[] body) {
        ServerHttpRequest request =
                new ServerHttpRequestDecorator(exchange.getRequest()) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        return body.length == 0
                                ? Flux.empty()
                                : Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body));
                    }
                };
        return exchange.mutate().request(request).build();
    }

    /** What has come of a body so far: all of it up to the limit, only its size beyond. */
    private final class Limited {

        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final long limit;
        private long size;

        Limited(long limit) {
            this.limit = limit;
        }

        void add(DataBuffer buffer) {
            size += buffer.readableByteCount();
            if (size <= limit) {
                byte[] bytes = new byte[buffer.readableByteCount()];
                buffer.read(bytes);
                content.writeBytes(bytes);
            }
            DataBufferUtils.release(buffer);
            if (size > drainBytes) {
                throw tooLarge();
            }
        }

        private RefusedException tooLarge() {
            return new ContentTooLarge("A body may have at most " + limit + " bytes.").exception();
        }

        Mono<byte[]> content() {
            return size > limit ? Mono.error(this::tooLarge) : Mono.just(content.toByteArray());
        }
    }
}
