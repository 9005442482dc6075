package dev.atelier.common.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;

import java.util.function.ToDoubleFunction;

/** What operators see of one subscription. */
final class SubscriptionMeters {

    private final String subscription;
    private final MeterRegistry meters;
    private final Counter sent;
    private final Counter failed;
    private volatile @Nullable SubscriptionState state;
    private volatile @Nullable Window window;

    SubscriptionMeters(String subscription, MeterRegistry meters) {
        this.subscription = subscription;
        this.meters = meters;
        this.sent = counter("atelier.events.sent", "Events that the queue has taken.");
        this.failed = counter("atelier.events.failed", "Tries to send an event that failed.");
        gauge("atelier.events.backlog.age", SubscriptionMeters::age)
                .description("How long ago the oldest event after the cursor was logged.")
                .baseUnit("seconds")
                .register(meters);
        gauge("atelier.events.backlog.size", of -> of.looked(SubscriptionState::backlog))
                .description("Events after the cursor, also those sent ahead of it.")
                .register(meters);
        gauge("atelier.events.parked", of -> of.looked(SubscriptionState::parked))
                .description("Events that the queue refused for good.")
                .register(meters);
        gauge("atelier.events.failing", SubscriptionMeters::failing)
                .description("Subjects whose event has failed and is tried again.")
                .register(meters);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("subscription", subscription)
                .register(meters);
    }

    private Gauge.Builder<SubscriptionMeters> gauge(
            String name, ToDoubleFunction<SubscriptionMeters> value) {
        return Gauge.builder(name, this, value).tag("subscription", subscription);
    }

    void sent() {
        sent.increment();
    }

    void failed(int events) {
        failed.increment(events);
    }

    /** What is relayed at the time; null when nothing is. */
    void watch(@Nullable Window watched) {
        window = watched;
    }

    /** Shows how it was found; null when it could not be. */
    void show(@Nullable SubscriptionState found) {
        state = found;
    }

    private double age() {
        return looked(found -> found.age().toMillis() / 1000.0);
    }

    private double looked(ToDoubleFunction<SubscriptionState> value) {
        SubscriptionState found = state;
        return found == null ? Double.NaN : value.applyAsDouble(found);
    }

    private double failing() {
        Window watched = window;
        return watched == null ? 0 : watched.failing();
    }
}
