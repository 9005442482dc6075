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

/** Relays for as long as this instance runs and holds the lease. */
class EventRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventRelay.class);
    private static final Duration RELEASE_TIME = Duration.ofSeconds(1);

    private final RelayLease lease;
    private final List<SubscriptionRelay> relays;
    private final Disposable.Swap running = Disposables.swap();
    private volatile boolean started;

    EventRelay(RelayLease lease, List<SubscriptionRelay> relays) {
        this.lease = lease;
        this.relays = relays;
    }

    @Override
    public void start() {
        started = true;
        running.update(lease.changes().switchMap(this::relay).subscribe());
    }

    private Flux<Void> relay(Optional<RelayLease.Held> held) {
        LOG.info("relaying: {}", held.isPresent());
        return held.map(
                        lease ->
                                Flux.merge(relays.stream().map(relay -> relay.run(lease)).toList()))
                .orElseGet(Flux::never);
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
