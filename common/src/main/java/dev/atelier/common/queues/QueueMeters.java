package dev.atelier.common.queues;

import dev.atelier.common.queues.QueuesProperties.Watched;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;

import java.util.function.ToDoubleFunction;

/** What operators see of one queue. */
final class QueueMeters {

    private final Watched watched;
    private volatile @Nullable Depth queue;
    private volatile @Nullable Depth deadLetters;

    QueueMeters(Watched watched, MeterRegistry meters) {
        this.watched = watched;
        gauge("atelier.queue.visible", of -> of.queue, Depth::visible)
                .description("Messages that wait to be received.")
                .register(meters);
        gauge("atelier.queue.in.flight", of -> of.queue, Depth::inFlight)
                .description("Messages that were received and are not done with.")
                .register(meters);
        gauge("atelier.queue.dead.letters", of -> of.deadLetters, Depth::all)
                .description("Messages in the dead-letter queue.")
                .register(meters);
    }

    private Gauge.Builder<QueueMeters> gauge(
            String name, Looking at, ToDoubleFunction<Depth> value) {
        return Gauge.builder(name, this, of -> seen(at.depth(of), value))
                .tag("subscriber", watched.subscriber())
                .tag("owner", watched.owner());
    }

    private static double seen(@Nullable Depth depth, ToDoubleFunction<Depth> value) {
        return depth == null ? Double.NaN : value.applyAsDouble(depth);
    }

    Watched watched() {
        return watched;
    }

    void show(Depth inQueue, Depth inDeadLetters) {
        queue = inQueue;
        deadLetters = inDeadLetters;
    }

    /** What is not known is not shown: an old number looks like a good one. */
    void forget() {
        queue = null;
        deadLetters = null;
    }

    private interface Looking {
        @Nullable Depth depth(QueueMeters meters);
    }
}
