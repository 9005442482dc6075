package dev.atelier.enrollment.deciding;

import dev.atelier.common.periodic.PeriodicWork;
import dev.atelier.enrollment.known.WorkshopId;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the operators how waitlists are. It looks for itself: the sweeper, which gives a forgotten
 * seat to whom it is due, may be what has stopped.
 */
@Component
class WaitlistWatch extends PeriodicWork {

    private static final Logger LOG = LoggerFactory.getLogger(WaitlistWatch.class);
    private static final int AT_ONCE = 500;

    private final Participants participants;
    private final Clock clock;
    private volatile double longestWait = Double.NaN;
    private volatile double longestDue = Double.NaN;
    private Map<WorkshopId, Instant> dueSince = Map.of();

    WaitlistWatch(
            Participants participants,
            @Value("${atelier.waitlists.interval:30s}") Duration interval,
            Clock clock,
            MeterRegistry meters) {
        super(interval);
        this.participants = participants;
        this.clock = clock;
        Gauge.builder("atelier.waitlist.age", this, watch -> watch.longestWait)
                .description("How long the first of all who wait has waited.")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("atelier.waitlist.due.age", this, watch -> watch.longestDue)
                .description("For how long one workshop has had a free seat that someone is due.")
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    protected Mono<Void> round() {
        return Mono.fromSupplier(clock::instant).flatMap(this::look);
    }

    private Mono<Void> look(Instant now) {
        return Mono.zip(
                        participants.duePlaces(now, AT_ONCE).collectList(),
                        participants.waitingSince(now).defaultIfEmpty(now))
                .doOnNext(seen -> show(now, seen.getT1(), seen.getT2()))
                .then();
    }

    /** A seat that is due at one look and not at the next was given out in between. */
    private void show(Instant now, List<WorkshopId> due, Instant waitingSince) {
        Map<WorkshopId, Instant> since = new HashMap<>();
        due.forEach(workshop -> since.put(workshop, dueSince.getOrDefault(workshop, now)));
        dueSince = since;
        longestDue =
                since.values().stream().mapToDouble(from -> seconds(from, now)).max().orElse(0);
        longestWait = seconds(waitingSince, now);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    /** What is not known is not shown; what was due remains so until a look says otherwise. */
    @Override
    protected void failed(Throwable failure) {
        longestWait = Double.NaN;
        longestDue = Double.NaN;
        LOG.warn("the waitlists cannot be seen: {}", failure.toString());
    }
}
