package dev.atelier.gateway;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Gives each request an id, by which a client, the gateway's log and a service can speak of it: the
 * client's own when it is one that a log can hold, otherwise a new one. Every answer has it, the
 * refusals too, as this stands before all else that answers.
 */
@Component
class RequestIds implements HttpHandlerDecoratorFactory {

    static final String HEADER = "X-Request-Id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Override
    public HttpHandler apply(HttpHandler next) {
        return (request, response) -> {
            List<String> sent = request.getHeaders().getOrDefault(HEADER, List.of());
            boolean kept = sent.size() == 1 && SANE.matcher(sent.getFirst()).matches();
            String id = kept ? sent.getFirst() : UUID.randomUUID().toString();
            tell(response, id);
            return next.handle(kept ? request : identified(request, id), response);
        };
    }

    private static ServerHttpRequest identified(ServerHttpRequest request, String id) {
        return request.mutate().headers(headers -> headers.set(HEADER, id)).build();
    }

    /** At the last moment, so that it is there once whatever a service has answered. */
    private static void tell(ServerHttpResponse response, String id) {
        response.beforeCommit(() -> Mono.fromRunnable(() -> response.getHeaders().set(HEADER, id)));
    }
}
