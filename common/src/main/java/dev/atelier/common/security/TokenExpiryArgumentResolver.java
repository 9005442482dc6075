package dev.atelier.common.security;

import dev.atelier.common.problem.CommonRefusal.Unauthenticated;

import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Objects;

/** Lets a controller take the {@link TokenExpiry} as a parameter. */
class TokenExpiryArgumentResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == TokenExpiry.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .ofType(CallerAuthentication.class)
                .<Object>map(caller -> expiry(caller.getCredentials()))
                .switchIfEmpty(Mono.error(() -> new Unauthenticated().exception()));
    }

    private static TokenExpiry expiry(Jwt token) {
        return new TokenExpiry(Objects.requireNonNullElse(token.getExpiresAt(), Instant.MAX));
    }
}
