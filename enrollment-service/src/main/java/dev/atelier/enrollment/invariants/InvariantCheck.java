package dev.atelier.enrollment.invariants;

import dev.atelier.common.periodic.PeriodicWork;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Checks all invariants every minute, for the operators: {@code atelier.invariant.violations} by
 * rule, and {@code atelier.invariant.checked}, when all of them were last looked at.
 */
@Component
class InvariantCheck extends PeriodicWork {

    private static final Logger LOG = LoggerFactory.getLogger(InvariantCheck.class);

    private final Map<Invariant, AtomicLong> counts = new EnumMap<>(Invariant.class);
    private final AtomicLong checkedAt = new AtomicLong();
    private final InvariantQueries queries;
    private final Clock clock;

    InvariantCheck(
            InvariantQueries queries,
            @Value("${atelier.invariants.interval:1m}") Duration interval,
            Clock clock,
            MeterRegistry meters) {
        super(interval);
        this.queries = queries;
        this.clock = clock;
        for (Invariant invariant : Invariant.values()) {
            AtomicLong count = new AtomicLong();
            counts.put(invariant, count);
            Gauge.builder("atelier.invariant.violations", count, AtomicLong::get)
                    .description("What broke an invariant when it was last looked at.")
                    .tag("rule", invariant.label())
                    .register(meters);
        }
        TimeGauge.builder("atelier.invariant.checked", checkedAt::get, TimeUnit.MILLISECONDS)
                .description("When all invariants were last looked at, since 1970.")
                .register(meters);
    }

    @Override
    protected Mono<Void> round() {
        return check().then();
    }

    /** It does not count as checked, which is what tells the operators. */
    @Override
    protected void failed(Throwable failure) {
        LOG.warn("the invariants could not be checked: {}", failure.toString());
    }

    /** Checks now. */
    Mono<List<Violations>> check() {
        return Flux.fromArray(Invariant.values())
                .concatMap(
                        invariant ->
                                queries.violations(invariant)
                                        .doOnNext(found -> report(invariant, found)))
                .collectList()
                .doOnNext(_ -> checkedAt.set(clock.millis()));
    }

    private void report(Invariant invariant, Violations found) {
        Objects.requireNonNull(counts.get(invariant)).set(found.count());
        if (found.count() > 0) {
            LOG.error("{} is broken {} times: {}", found.rule(), found.count(), found.examples());
        }
    }
}
