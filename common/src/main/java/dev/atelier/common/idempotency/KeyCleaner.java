package dev.atelier.common.idempotency;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;

/** Deletes old keys every hour. */
class KeyCleaner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(KeyCleaner.class);
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final Idempotency idempotency;
    private Disposable running = Disposables.disposed();

    KeyCleaner(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    public void start() {
        running = Flux.interval(INTERVAL).onBackpressureDrop().concatMap(_ -> clean()).subscribe();
    }

    private Mono<Long> clean() {
        return idempotency
                .forgetOld()
                .doOnError(failure -> LOG.warn("old idempotency keys stay for now", failure))
                .onErrorReturn(0L);
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
