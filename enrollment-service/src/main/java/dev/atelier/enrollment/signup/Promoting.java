package dev.atelier.enrollment.signup;

import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.util.Set;

/** Gives free seats to those who wait. */
@Service
class Promoting {

    private final Deciding deciding;
    private final Participants participants;
    private final TransactionalOperator transaction;

    Promoting(Deciding deciding, Participants participants, TransactionalOperator transaction) {
        this.deciding = deciding;
        this.participants = participants;
        this.transaction = transaction;
    }

    /** Promotes until nobody who can be decided on is due a seat. */
    Mono<Void> promote(WorkshopId workshop) {
        return deciding.candidates(workshop)
                .flatMap(candidates -> promoteOnce(workshop, candidates))
                .filter(Decision::unfinished)
                .flatMap(_ -> promote(workshop));
    }

    /** Promotes wherever the user waits, who may have been passed over for a clash that is gone. */
    Mono<Void> promoteWhereWaiting(UserId user) {
        return participants.waitingPlaces(user).concatMap(this::promote).then();
    }

    private Mono<Decision> promoteOnce(WorkshopId workshop, Set<UserId> candidates) {
        return transaction.transactional(
                deciding.situation(workshop, candidates).flatMap(this::promoteIn));
    }

    private Mono<Decision> promoteIn(Situation situation) {
        Decision decision = new Decision.Steps(situation).promote().done();
        return deciding.write(situation, decision).thenReturn(decision);
    }
}
