package dev.atelier.gateway.callers;

import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

/**
 * Counts a request for the subject of its token, or, where none is needed and none was sent, for
 * the address that it came from. It stands behind the check of tokens, since an unverified one
 * would be counted for whom its sender likes, and before the body is read.
 */
@Component
@Order(CallerLimitFilter.AFTER_SECURITY)
class CallerLimitFilter implements WebFilter {

    static final int AFTER_SECURITY = -75;

    private final CallerLimits limits;
    private final ClientAddress address;

    CallerLimitFilter(CallerLimits limits, ClientAddress address) {
        this.limits = limits;
        this.address = address;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(Authentication::getCredentials)
                .ofType(Jwt.class)
                .mapNotNull(Jwt::getSubject)
                .defaultIfEmpty(address.of(exchange.getRequest()))
                .flatMap(caller -> counted(caller, exchange, chain));
    }

    private Mono<Void> counted(String caller, ServerWebExchange exchange, WebFilterChain chain) {
        Allowance allowance = limits.take(caller);
        allowance.tell(exchange.getResponse().getHeaders());
        return allowance.granted() ? chain.filter(exchange) : Mono.error(allowance::exceeded);
    }
}
