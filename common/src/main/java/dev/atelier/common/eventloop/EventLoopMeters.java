package dev.atelier.common.eventloop;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoopGroup;

import org.springframework.context.SmartLifecycle;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What operators see of the event loops; the slowest counts, as no other does its work. */
class EventLoopMeters implements SmartLifecycle {

    private final Supplier<Stream<EventLoopGroup>> groups;
    private volatile List<EventLoopWatch> loops = List.of();

    EventLoopMeters(Supplier<Stream<EventLoopGroup>> groups, MeterRegistry meters) {
        this.groups = groups;
        Gauge.builder("atelier.event.loop.lag", this, EventLoopMeters::lag)
                .description("How late the slowest event loop was in the last minute.")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("atelier.event.loop.pending", this, EventLoopMeters::pending)
                .description("Tasks that wait for the event loop with most of them.")
                .register(meters);
    }

    private double lag() {
        return loops.stream().mapToDouble(EventLoopWatch::lag).max().orElse(Double.NaN);
    }

    private double pending() {
        return loops.stream().mapToDouble(EventLoopWatch::pending).max().orElse(Double.NaN);
    }

    @Override
    public void start() {
        loops =
                groups.get()
                        .flatMap(group -> StreamSupport.stream(group.spliterator(), false))
                        .distinct()
                        .map(EventLoopWatch::new)
                        .toList();
    }

    @Override
    public void stop() {
        loops.forEach(EventLoopWatch::stop);
        loops = List.of();
    }

    @Override
    public boolean isRunning() {
        return !loops.isEmpty();
    }
}
