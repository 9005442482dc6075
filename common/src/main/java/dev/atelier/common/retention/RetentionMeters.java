package dev.atelier.common.retention;

import dev.atelier.common.retention.LogPartitions.Extent;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.concurrent.atomic.AtomicReference;

/** Tells whether the log is kept: nothing else shows it before the disk is full. */
class RetentionMeters {

    private final AtomicReference<Extent> extent = new AtomicReference<>();

    RetentionMeters(MeterRegistry meters) {
        Gauge.builder("atelier.events.log.behind", this, RetentionMeters::behind)
                .description("Time since the end of the oldest partition.")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("atelier.events.log.ahead", this, RetentionMeters::ahead)
                .description("Time until the end of the newest partition.")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("atelier.events.log.overflowing", this, RetentionMeters::overflowing)
                .description("Whether there are events for which there was no partition.")
                .register(meters);
    }

    void measured(Extent now) {
        extent.set(now);
    }

    private double behind() {
        Extent last = extent.get();
        return last == null ? Double.NaN : last.behind();
    }

    private double ahead() {
        Extent last = extent.get();
        return last == null ? Double.NaN : last.ahead();
    }

    private double overflowing() {
        Extent last = extent.get();
        return last == null ? Double.NaN : last.overflowing() ? 1 : 0;
    }
}
