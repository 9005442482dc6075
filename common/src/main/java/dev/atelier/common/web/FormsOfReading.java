package dev.atelier.common.web;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.accept.HeaderContentTypeResolver;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.server.ServerWebExchange;

import java.util.List;
import java.util.Set;

/**
 * Lets {@code Accept} choose the form of what is read, and of nothing else: a change would be made
 * by the time that its answer turned out to have no such form, and a client that is told 406 takes
 * it for refused.
 */
class FormsOfReading implements RequestedContentTypeResolver {

    private static final Set<HttpMethod> READING =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final RequestedContentTypeResolver header = new HeaderContentTypeResolver();

    @Override
    public List<MediaType> resolveMediaTypes(ServerWebExchange exchange) {
        return READING.contains(exchange.getRequest().getMethod())
                ? header.resolveMediaTypes(exchange)
                : MEDIA_TYPE_ALL_LIST;
    }
}
