package dev.atelier.workshop.lifecycle;

import dev.atelier.common.periodic.PeriodicWork;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Tells the operators of workshops that people will come to and that nobody would run. */
@Component
class StaffingWatch extends PeriodicWork {

    private static final Logger LOG = LoggerFactory.getLogger(StaffingWatch.class);

    /** How long before the start someone has to look for an organizer, if nobody else does. */
    private static final Duration AHEAD = Duration.ofHours(24);

    private final Workshops workshops;
    private final Clock clock;
    private volatile double unstaffed = Double.NaN;

    StaffingWatch(
            Workshops workshops,
            @Value("${atelier.workshops.staffing-interval:1m}") Duration interval,
            Clock clock,
            MeterRegistry meters) {
        super(interval);
        this.workshops = workshops;
        this.clock = clock;
        Gauge.builder("atelier.workshops.unstaffed", this, watch -> watch.unstaffed)
                .description("Published, without an active organizer, starting within 24 hours.")
                .register(meters);
    }

    @Override
    protected Mono<Void> round() {
        return Mono.defer(() -> count(clock.instant())).doOnNext(this::show).then();
    }

    private Mono<Long> count(Instant now) {
        return workshops.unstaffed(now, now.plus(AHEAD));
    }

    private void show(long count) {
        unstaffed = count;
    }

    @Override
    protected void failed(Throwable failure) {
        unstaffed = Double.NaN;
        LOG.warn("unstaffed workshops cannot be seen: {}", failure.toString());
    }
}
