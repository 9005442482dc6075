package dev.atelier.common.paging;

import dev.atelier.common.problem.CommonRefusal.InvalidRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

import java.util.Optional;

/** Reads a {@link PageRequest} from the query. */
class PageRequestArgumentResolver implements SyncHandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public Object resolveArgumentValue(
            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        var query = exchange.getRequest().getQueryParams();
        return new PageRequest(
                limit(query.getFirst("limit")),
                Optional.ofNullable(query.getFirst("cursor")).map(Cursor::decode));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return PageRequest.DEFAULT_LIMIT;
        }
        if (text.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= PageRequest.MAX_LIMIT) {
                return limit;
            }
        }
        throw InvalidRequest.at("/limit", "must be a number from 1 to " + PageRequest.MAX_LIMIT)
                .exception();
    }
}
