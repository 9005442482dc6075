package dev.atelier.common.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;

import reactor.util.context.ContextView;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The trace that a pipeline runs in, which is in its context and on no thread. Whatever needs it
 * asks here: to have each operator put it on its thread costs every request.
 */
public final class CurrentTrace {

    private CurrentTrace() {}

    /** Does what looks for the trace on its thread, as writing a line to the log does. */
    public static <T> T around(ContextView context, Supplier<T> work) {
        return observation(context).map(observation -> observation.scoped(work)).orElseGet(work);
    }

    /** The trace in the form of W3C's {@code traceparent}; empty outside of one. */
    public static Optional<String> traceparent(ContextView context) {
        return observation(context)
                .map(
                        observation ->
                                observation
                                        .getContextView()
                                        .<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .map(Span::context)
                .map(CurrentTrace::traceparent);
    }

    private static Optional<Observation> observation(ContextView context) {
        return context.getOrEmpty(ObservationThreadLocalAccessor.KEY);
    }

    private static String traceparent(TraceContext trace) {
        return "00-%s-%s-%s"
                .formatted(
                        trace.traceId(),
                        trace.spanId(),
                        Boolean.TRUE.equals(trace.sampled()) ? "01" : "00");
    }
}
