package dev.atelier.common.problem;

import dev.atelier.common.tracing.CurrentTrace;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Optional;

/** The one place where an exception becomes an answer. */
class ProblemExceptionHandler implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemExceptionHandler.class);

    private static final Problem INTERNAL =
            Problem.of(500, "internal-error", "Something went wrong on our side")
                    .nextStep("Try again; if it stays, tell us the traceId.");

    private final List<ProblemMapping> mappings;
    private final ProblemWriter writer;

    ProblemExceptionHandler(List<ProblemMapping> mappings, ProblemWriter writer) {
        this.mappings = mappings;
        this.writer = writer;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable exception) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(exception);
        }
        return Mono.deferContextual(
                context ->
                        writer.write(
                                exchange,
                                CurrentTrace.around(context, () -> problem(exchange, exception))));
    }

    private Problem problem(ServerWebExchange exchange, Throwable exception) {
        return mappings.stream()
                .map(mapping -> mapping.problem(exception))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> internal(exchange, exception));
    }

    private static Problem internal(ServerWebExchange exchange, Throwable exception) {
        LOG.error(
                "unexpected error answering {} {}",
                exchange.getRequest().getMethod(),
                exchange.getRequest().getPath(),
                exception);
        return INTERNAL;
    }
}
