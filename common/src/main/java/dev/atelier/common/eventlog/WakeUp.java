package dev.atelier.common.eventlog;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Tells whoever waits that something has happened: the relay of this process, that something was
 * committed. It counts, so that what happens between a look and the wait is not missed.
 */
public class WakeUp {

    private final Sinks.Many<Long> counts = Sinks.many().multicast().directBestEffort();
    private volatile long count;

    public synchronized void wake() {
        count++;
        counts.tryEmitNext(count);
    }

    /** How often there was a wake-up so far; to be read before looking. */
    public long count() {
        return count;
    }

    /**
     * Completes at the first wake-up after that count, at once when it has been; on a thread of its
     * own, so that what follows costs whoever wakes nothing.
     */
    public Mono<Void> after(long seen) {
        return Flux.merge(counts.asFlux(), Mono.fromSupplier(this::count))
                .filter(current -> current > seen)
                .next()
                .publishOn(Schedulers.parallel())
                .then();
    }
}
