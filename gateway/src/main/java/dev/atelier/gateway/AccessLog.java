package dev.atelier.gateway;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.Tracer.SpanInScope;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

import java.time.Duration;

/**
 * Writes one line per request: method, path, status, duration and the request's id; the trace is in
 * the line's prefix. Neither query nor other headers, which may hold what no log should.
 *
 * <p>It listens to the observation of the request and is no filter: a filter ends before an error
 * has become an answer, and so never sees its status.
 */
@Component
class AccessLog implements ObservationHandler<ServerRequestObservationContext> {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private final Tracer tracer;

    AccessLog(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ServerRequestObservationContext;
    }

    @Override
    public void onStart(ServerRequestObservationContext context) {
        context.put(Start.class, new Start(System.nanoTime()));
    }

    @Override
    public void onStop(ServerRequestObservationContext context) {
        ServerHttpRequest request = context.getCarrier();
        if (request == null || isActuator(context)) {
            return;
        }
        Span span = context.<TracingContext>getRequired(TracingContext.class).getSpan();
        try (SpanInScope _ = tracer.withSpan(span)) {
            LOG.info(
                    "{} {} {} {} ms {}",
                    request.getMethod(),
                    request.getPath().value(),
                    context.isConnectionAborted() ? "aborted" : status(context.getResponse()),
                    context.<Start>getRequired(Start.class).elapsed().toMillis(),
                    request.getHeaders().getFirst(RequestIds.HEADER));
        }
    }

    /** Probes and scrapes of the management port, several a minute. */
    private static boolean isActuator(ServerRequestObservationContext context) {
        String pattern = context.getPathPattern();
        return pattern != null && pattern.startsWith("/actuator");
    }

    private static String status(@Nullable ServerHttpResponse response) {
        HttpStatusCode status = response == null ? null : response.getStatusCode();
        return status == null ? "none" : Integer.toString(status.value());
    }

    private record Start(long nanos) {
        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - nanos);
        }
    }
}
