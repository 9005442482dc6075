package dev.atelier.common.relay;

import dev.atelier.common.relay.RelayProperties.Subscription;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What operators see of the relay. Every instance looks how far the subscriptions are behind, not
 * only the one that relays: when none does, the backlog is all that tells of it.
 */
class RelayMeters {

    private static final Logger LOG = LoggerFactory.getLogger(RelayMeters.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Backlogs backlogs;
    private final Map<String, SubscriptionMeters> subscriptions;
    private volatile @Nullable Horizon horizon;
    private volatile double horizonAge = Double.NaN;
    private volatile boolean isRelaying;

    RelayMeters(Backlogs backlogs, List<Subscription> subscriptions, MeterRegistry meters) {
        this.backlogs = backlogs;
        this.subscriptions =
                subscriptions.stream()
                        .map(Subscription::name)
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        name -> new SubscriptionMeters(name, meters)));
        Gauge.builder("atelier.events.horizon.age", this, all -> all.horizonAge)
                .description("How long one running transaction has kept the log from being read.")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("atelier.events.relay.lease", this, all -> all.isRelaying ? 1 : 0)
                .description("Whether this instance relays.")
                .register(meters);
    }

    void isRelaying(boolean is) {
        isRelaying = is;
    }

    SubscriptionMeters of(Subscription subscription) {
        return Objects.requireNonNull(subscriptions.get(subscription.name()));
    }

    /** Looks every few seconds, until it is cancelled. */
    Mono<Void> refreshing() {
        return Flux.interval(Duration.ZERO, BETWEEN_LOOKS)
                .onBackpressureDrop()
                .concatMap(_ -> refresh().onErrorResume(this::forget))
                .then();
    }

    Mono<Void> refresh() {
        return backlogs.states()
                .doOnNext(this::show)
                .then(backlogs.horizon())
                .doOnNext(this::show)
                .then();
    }

    /** The row of a subscription that is none any more is nobody's backlog. */
    private void show(SubscriptionState state) {
        SubscriptionMeters meters = subscriptions.get(state.subscription());
        if (meters != null) {
            meters.show(state);
        }
    }

    private void show(Horizon seen) {
        Horizon before = horizon;
        Horizon now = before == null ? seen : before.then(seen);
        horizon = now;
        horizonAge = now.age(seen.since()).toMillis() / 1000.0;
    }

    /** What is not known is not shown: an old number looks like a good one. */
    private Mono<Void> forget(Throwable failure) {
        return Mono.fromRunnable(
                () -> {
                    LOG.warn("the backlog cannot be seen: {}", failure.toString());
                    subscriptions.values().forEach(meters -> meters.show(null));
                    horizon = null;
                    horizonAge = Double.NaN;
                });
    }
}
