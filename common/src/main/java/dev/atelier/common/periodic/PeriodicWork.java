package dev.atelier.common.periodic;

import org.springframework.context.SmartLifecycle;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;

/**
 * Work that an instance does again and again for as long as it runs. A round that takes longer than
 * the interval is not joined by another, nor are those that it missed made up for; one that fails
 * is not the last.
 */
public abstract class PeriodicWork implements SmartLifecycle {

    private final Duration delay;
    private final Duration interval;
    private Disposable running = Disposables.disposed();

    /** Begins at once. */
    protected PeriodicWork(Duration interval) {
        this(Duration.ZERO, interval);
    }

    /**
     * @param delay until the first round
     * @param interval from the beginning of one round to that of the next
     */
    protected PeriodicWork(Duration delay, Duration interval) {
        this.delay = delay;
        this.interval = interval;
    }

    /** Does it once. */
    protected abstract Mono<Void> round();

    /** Hears of a round that has failed; the next one comes all the same. */
    protected abstract void failed(Throwable failure);

    @Override
    public final void start() {
        running =
                Flux.interval(delay, interval)
                        .onBackpressureDrop()
                        .concatMap(_ -> roundOrFailure(), 0)
                        .subscribe();
    }

    private Mono<Void> roundOrFailure() {
        return Mono.defer(this::round)
                .onErrorResume(failure -> Mono.fromRunnable(() -> failed(failure)));
    }

    @Override
    public final void stop() {
        running.dispose();
    }

    @Override
    public final boolean isRunning() {
        return !running.isDisposed();
    }
}
