package dev.atelier.workshop.organizing;

import dev.atelier.common.idempotency.Idempotency;
import dev.atelier.workshop.lifecycle.Changing;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.organizing.TakingPart.Part;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;

/**
 * Lets go of a person who is erased. It may be cut short anywhere and asked again: each workshop is
 * left in a transaction of its own, and what has been left already is not looked at.
 */
@Component
class Vanishing {

    private final Parts parts;
    private final Commitments commitments;
    private final Changing changing;
    private final Idempotency idempotency;
    private final Clock clock;

    Vanishing(
            Parts parts,
            Commitments commitments,
            Changing changing,
            Idempotency idempotency,
            Clock clock) {
        this.parts = parts;
        this.commitments = commitments;
        this.changing = changing;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * Ends every part of the user, and forgets what was told about them and what they asked for.
     * The projection must know of the erasure, so that no other part can begin.
     *
     * @param erased the user's version with which they were erased; what they have begun since they
     *     registered anew is none of its business
     */
    Mono<Void> vanish(UserId user, long erased) {
        return parts.current(user, erased)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMapDelayError(this::leave)
                .then(Mono.defer(() -> parts.forgetReasons(user, erased)))
                .then(Mono.defer(() -> idempotency.forget(user.value())));
    }

    private Mono<Workshop> leave(Part part) {
        return commitments
                .busy(part.workshop())
                .flatMap(
                        busy ->
                                changing.unasked(
                                        part.workshop(),
                                        workshop ->
                                                workshop.lose(
                                                        part.organizer(), busy, clock.instant())));
    }
}
