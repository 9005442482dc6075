package dev.atelier.common.relay;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Relays for as long as this instance runs and holds the lease; without it, tells whoever has it
 * what is committed here.
 */
class EventRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventRelay.class);
    private static final Duration RELEASE_TIME = Duration.ofSeconds(1);

    private final RelayLease lease;
    private final List<SubscriptionRelay> relays;
    private final CommitNotices notices;
    private final RelayMeters meters;
    private final Disposable.Swap running = Disposables.swap();
    private volatile boolean started;

    EventRelay(
            RelayLease lease,
            List<SubscriptionRelay> relays,
            CommitNotices notices,
            RelayMeters meters) {
        this.lease = lease;
        this.relays = relays;
        this.notices = notices;
        this.meters = meters;
    }

    @Override
    public void start() {
        started = true;
        running.update(run().subscribe());
    }

    /** Goes on until it is cancelled, which leaves the lease to run out. */
    Mono<Void> run() {
        return Mono.when(lease.changes().switchMap(this::act), meters.refreshing())
                .doFinally(_ -> meters.isRelaying(false));
    }

    private Flux<Void> act(Optional<RelayLease.Held> held) {
        LOG.info("relaying: {}", held.isPresent());
        meters.isRelaying(held.isPresent());
        return held.map(this::relay).orElseGet(() -> notices.send().flux());
    }

    private Flux<Void> relay(RelayLease.Held held) {
        return Flux.merge(relays.stream().map(relay -> relay.run(held)).toList())
                .mergeWith(notices.receive());
    }

    @Override
    public void stop(Runnable whenStopped) {
        started = false;
        running.update(Disposables.disposed());
        lease.release()
                .timeout(RELEASE_TIME)
                .onErrorResume(
                        failure -> Mono.fromRunnable(() -> LOG.info("lease runs out", failure)))
                .subscribe(_ -> {}, _ -> {}, whenStopped);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
