package dev.atelier.gateway;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.net.URI;

/**
 * Asks a service for the address that the client wrote, byte by byte. Spring Cloud Gateway encodes
 * once more what is not as strict as it would write it: of {@code q=a%20b=c}, which is a proper
 * query, the service would get {@code q=a%2520b=c}.
 */
@Component
class AddressAsWritten implements GlobalFilter, Ordered {

    @Override
    public int getOrder() {
        return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        URI asked = exchange.getRequest().getURI();
        exchange.getAttributes()
                .computeIfPresent(
                        GATEWAY_REQUEST_URL_ATTR, (_, service) -> asWritten((URI) service, asked));
        return chain.filter(exchange);
    }

    private static URI asWritten(URI service, URI asked) {
        String address =
                "%s://%s%s"
                        .formatted(
                                service.getScheme(), service.getRawAuthority(), asked.getRawPath());
        String query = asked.getRawQuery();
        return URI.create(query == null ? address : address + "?" + query);
    }
}
