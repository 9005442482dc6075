package dev.atelier.gateway.callers;

import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

/**
 * Counts requests whose token is missing or does not hold, for the address that they came from.
 * Only afterwards: others at that address, whose tokens hold, must not pay for them.
 */
@Component
@Order(StrangerLimitFilter.BEFORE_SECURITY)
class StrangerLimitFilter implements WebFilter {

    static final int BEFORE_SECURITY = -125;

    private final CallerLimits limits;
    private final ClientAddress address;

    StrangerLimitFilter(CallerLimits limits, ClientAddress address) {
        this.limits = limits;
        this.address = address;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange)
                .onErrorMap(StrangerLimitFilter::isStranger, refused -> counted(exchange, refused));
    }

    /** That keys cannot be obtained is nobody's fault. */
    private static boolean isStranger(Throwable failure) {
        return failure instanceof AuthenticationException
                && !(failure instanceof AuthenticationServiceException);
    }

    private Throwable counted(ServerWebExchange exchange, Throwable refused) {
        Allowance allowance = limits.take(address.of(exchange.getRequest()));
        allowance.tell(exchange.getResponse().getHeaders());
        return allowance.granted() ? refused : allowance.exceeded();
    }
}
