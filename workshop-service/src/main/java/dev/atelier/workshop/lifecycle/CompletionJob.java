package dev.atelier.workshop.lifecycle;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;

/** Has workshops completed from time to time, for as long as this instance runs. */
@Component
class CompletionJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CompletionJob.class);

    private final Completing completing;
    private final Duration interval;
    private Disposable running = Disposables.disposed();

    CompletionJob(
            Completing completing,
            @Value("${atelier.workshops.completion-interval:1m}") Duration interval) {
        this.completing = completing;
        this.interval = interval;
    }

    /** A round that takes longer than the interval is not joined by another. */
    @Override
    public void start() {
        running =
                Flux.interval(interval).onBackpressureDrop().concatMap(_ -> round(), 0).subscribe();
    }

    private Mono<Void> round() {
        return completing
                .completeDue()
                .doOnError(failure -> LOG.warn("workshops stay open until next time", failure))
                .onErrorComplete();
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
