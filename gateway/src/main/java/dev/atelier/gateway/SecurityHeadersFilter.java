package dev.atelier.gateway;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;

/**
 * Adds what Spring Security's own headers leave open: an answer of the API is data, whatever a
 * browser makes of it. An answer that has such a header of its own keeps it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecurityHeadersFilter implements WebFilter {

    private static final Map<String, List<String>> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                            List.of("default-src 'none'; frame-ancestors 'none'"),
                    "Referrer-Policy", List.of("no-referrer"));

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        exchange.getResponse()
                .beforeCommit(() -> Mono.fromRunnable(() -> HEADERS.forEach(headers::putIfAbsent)));
        return chain.filter(exchange);
    }
}
