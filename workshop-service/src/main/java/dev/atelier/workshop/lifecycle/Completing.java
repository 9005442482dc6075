package dev.atelier.workshop.lifecycle;

import dev.atelier.workshop.lifecycle.Workshops.Ended;
import dev.atelier.workshop.model.CompletionPolicy;
import dev.atelier.workshop.model.Workshop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Completes the workshops that are over for good and that nobody has completed. Any number of
 * instances may do so at once: each workshop is looked at again under its lock, and who comes
 * second finds nothing to do.
 */
@Component
class Completing {

    private static final Logger LOG = LoggerFactory.getLogger(Completing.class);
    private static final int PAGE_SIZE = 100;

    private final Workshops workshops;
    private final Changing changing;
    private final Clock clock;

    Completing(Workshops workshops, Changing changing, Clock clock) {
        this.workshops = workshops;
        this.changing = changing;
        this.clock = clock;
    }

    /** Completes all that are due, one after the other; one that fails holds up none behind it. */
    Mono<Void> completeDue() {
        return Mono.fromSupplier(() -> CompletionPolicy.latestEnd(clock.instant()))
                .flatMapMany(this::due)
                .concatMap(this::complete)
                .then();
    }

    private Flux<Ended> due(Instant latestEnd) {
        return page(Ended.NONE, latestEnd)
                .expand(page -> next(page, latestEnd))
                .concatMapIterable(page -> page);
    }

    private Mono<List<Ended>> next(List<Ended> page, Instant latestEnd) {
        return page.size() < PAGE_SIZE ? Mono.empty() : page(page.getLast(), latestEnd);
    }

    private Mono<List<Ended>> page(Ended after, Instant latestEnd) {
        return workshops.publishedAndEnded(after, latestEnd, PAGE_SIZE).collectList();
    }

    private Mono<Workshop> complete(Ended ended) {
        return changing.unasked(ended.id(), workshop -> workshop.completeIfDue(clock.instant()))
                .doOnError(
                        failure -> LOG.warn("{} stays open for now", ended.id().value(), failure))
                .onErrorComplete();
    }
}
