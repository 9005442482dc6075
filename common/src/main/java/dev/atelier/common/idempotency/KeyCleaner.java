package dev.atelier.common.idempotency;

import dev.atelier.common.periodic.PeriodicWork;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Mono;

import java.time.Duration;

/** Deletes old keys every hour. */
class KeyCleaner extends PeriodicWork {

    private static final Logger LOG = LoggerFactory.getLogger(KeyCleaner.class);
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final Idempotency idempotency;

    KeyCleaner(Idempotency idempotency) {
        super(INTERVAL, INTERVAL);
        this.idempotency = idempotency;
    }

    @Override
    protected Mono<Void> round() {
        return idempotency.forgetOld().then();
    }

    @Override
    protected void failed(Throwable failure) {
        LOG.warn("old idempotency keys stay for now", failure);
    }
}
