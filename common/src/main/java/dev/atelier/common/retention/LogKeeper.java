package dev.atelier.common.retention;

import dev.atelier.common.periodic.PeriodicWork;
import dev.atelier.common.retention.LogPartitions.Old;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Mono;

/**
 * Makes the log's partitions ahead of need, and drops the old ones. Every instance does; what is
 * done is seen by the next.
 */
class LogKeeper extends PeriodicWork {

    private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);

    private final LogPartitions partitions;
    private final RetentionMeters meters;
    private final RetentionProperties settings;

    LogKeeper(LogPartitions partitions, RetentionMeters meters, RetentionProperties settings) {
        super(settings.interval());
        this.partitions = partitions;
        this.meters = meters;
        this.settings = settings;
    }

    /** What fails is tried again at the next look; until then it changes nothing. */
    @Override
    protected void failed(Throwable failure) {
        LOG.warn("the event log is kept as it is for now", failure);
    }

    @Override
    protected Mono<Void> round() {
        return prepare().then(dropOld()).then(partitions.forgetMidnight()).then(measure());
    }

    private Mono<Void> prepare() {
        return partitions
                .prepare(settings.partition(), settings.ahead())
                .doOnNext(LogKeeper::logMade)
                .then();
    }

    private Mono<Void> dropOld() {
        return partitions
                .olderThan(settings.age())
                .collectList()
                .flatMapIterable(old -> old)
                .concatMap(this::drop)
                .reduce(false, Boolean::logicalOr)
                .flatMap(some -> some ? sweep() : Mono.empty());
    }

    private Mono<Boolean> drop(Old old) {
        if (old.heldBy() != null) {
            LOG.warn("{} is not dropped for {}", old.name(), old.heldBy());
            return Mono.just(false);
        }
        return carry(old).then(partitions.drop(old.name())).doOnNext(done -> logDropped(old, done));
    }

    private Mono<Void> carry(Old old) {
        return untilNone(partitions.carry(old.name(), settings.page()));
    }

    private Mono<Void> sweep() {
        return untilNone(partitions.sweep(settings.page()));
    }

    private static Mono<Void> untilNone(Mono<Integer> page) {
        return page.repeat().takeUntil(rows -> rows == 0).then();
    }

    private Mono<Void> measure() {
        return partitions.extent().doOnNext(meters::measured).then();
    }

    private static void logMade(int partitions) {
        if (partitions > 0) {
            LOG.info("made {} partitions of the event log", partitions);
        }
    }

    private static void logDropped(Old old, boolean done) {
        LOG.info("{} of the event log {}", old.name(), done ? "dropped" : "stays for now");
    }
}
