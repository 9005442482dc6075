package dev.atelier.gateway.callers;

import dev.atelier.common.problem.CommonRefusal.Forbidden;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;

import java.util.List;

/**
 * Lets pages of the configured origins call. Tokens are sent by the page and cookies do not exist,
 * so a browser adds nothing by itself, and credentials in the sense of CORS are never allowed.
 */
@Configuration(proxyBeanMethods = false)
class CrossOriginConfiguration {

    /**
     * Browsers ask first, without a token; and they show errors to nobody without these headers.
     */
    private static final int BEFORE_SECURITY = -150;

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private static final List<String> REQUEST_HEADERS =
            List.of(
                    "Authorization",
                    "Accept",
                    "Accept-Language",
                    "Content-Type",
                    "If-Match",
                    "If-None-Match",
                    "Idempotency-Key",
                    "Last-Event-ID",
                    "X-Request-Id",
                    "traceparent",
                    "tracestate");

    private static final List<String> ANSWER_HEADERS =
            List.of(
                    "Allow",
                    "Content-Disposition",
                    "Deprecation",
                    "ETag",
                    "Idempotency-Replayed",
                    "Link",
                    "Location",
                    "RateLimit-Limit",
                    "RateLimit-Remaining",
                    "RateLimit-Reset",
                    "Retry-After",
                    "Sunset",
                    "WWW-Authenticate",
                    "X-Request-Id");

    @Bean
    @Order(BEFORE_SECURITY)
    CorsWebFilter crossOriginFilter(CorsProperties properties) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOriginPatterns(properties.allowedOrigins());
        allowed.setAllowedMethods(METHODS);
        allowed.setAllowedHeaders(REQUEST_HEADERS);
        allowed.setExposedHeaders(ANSWER_HEADERS);
        allowed.setAllowCredentials(false);
        allowed.setMaxAge(properties.maxAge());
        return new CorsWebFilter(_ -> allowed, new Refusing());
    }

    /** A refusal is a problem document here too. */
    private static final class Refusing extends DefaultCorsProcessor {
        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            throw new Forbidden(
                            "A page of this origin may not call Atelier, or not with this method"
                                    + " or these headers.")
                    .exception();
        }
    }
}
