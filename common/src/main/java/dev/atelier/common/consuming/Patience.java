package dev.atelier.common.consuming;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Waits a little for what an event is about to bring: who has just registered may sign up at once,
 * although the projection learns of them a moment later.
 */
public final class Patience {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private Patience() {}

    /**
     * Looks until something is found, at most two seconds; not to be used within a transaction,
     * whose connection it would hold.
     *
     * @return empty when nothing was found by then
     */
    public static <T> Mono<T> await(Supplier<Mono<T>> lookup) {
        return Mono.defer(lookup)
                .repeatWhenEmpty(attempts -> attempts.delayElements(INTERVAL))
                .take(LIMIT);
    }
}
