package dev.atelier.common.queues;

import dev.atelier.common.periodic.PeriodicWork;
import dev.atelier.common.queues.QueuesProperties.Watched;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

/** Looks at the queues from time to time, for as long as this instance runs. */
class QueueWatch extends PeriodicWork {

    private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);

    private final Depths depths;
    private final List<QueueMeters> queues;
    private final QueuesProperties settings;

    QueueWatch(Depths depths, QueuesProperties settings, MeterRegistry meters) {
        super(settings.interval());
        this.depths = depths;
        this.settings = settings;
        this.queues = settings.watched().stream().map(one -> new QueueMeters(one, meters)).toList();
    }

    /** A queue that cannot be seen keeps none of the others from being looked at. */
    @Override
    protected Mono<Void> round() {
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

    /** Of one queue it says so itself. */
    @Override
    protected void failed(Throwable failure) {
        LOG.warn("the queues cannot be seen", failure);
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
}
