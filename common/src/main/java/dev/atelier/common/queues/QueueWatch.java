package dev.atelier.common.queues;

import dev.atelier.common.queues.QueuesProperties.Watched;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;

/** Looks at the queues from time to time, for as long as this instance runs. */
class QueueWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);

    private final Depths depths;
    private final List<QueueMeters> queues;
    private final QueuesProperties settings;
    private Disposable running = Disposables.disposed();

    QueueWatch(Depths depths, QueuesProperties settings, MeterRegistry meters) {
        this.depths = depths;
        this.settings = settings;
        this.queues = settings.watched().stream().map(one -> new QueueMeters(one, meters)).toList();
    }

    @Override
    public void start() {
        running =
                Flux.interval(Duration.ZERO, settings.interval())
                        .onBackpressureDrop()
                        .concatMap(_ -> look())
                        .subscribe();
    }

    /** A queue that cannot be seen keeps none of the others from being looked at. */
    Mono<Void> look() {
        return Flux.fromIterable(queues).concatMap(this::look).then();
    }

    private Mono<Void> look(QueueMeters queue) {
        Watched watched = queue.watched();
        return Mono.zip(depths.of(watched.queue()), depths.of(watched.deadLetterQueue()))
                .timeout(settings.timeout())
                .doOnNext(seen -> queue.show(seen.getT1(), seen.getT2()))
                .then()
                .onErrorResume(failure -> forget(queue, failure));
    }

    private static Mono<Void> forget(QueueMeters queue, Throwable failure) {
        return Mono.fromRunnable(
                () -> {
                    queue.forget();
                    LOG.warn(
                            "the queue {} cannot be seen: {}",
                            queue.watched().queue(),
                            failure.toString());
                });
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
