package dev.atelier.enrollment.signup;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.signup.Cancellation.Outcome.AlreadyCancelled;
import dev.atelier.enrollment.signup.Cancellation.Outcome.Cancelled;
import dev.atelier.enrollment.signup.Cancellation.Outcome.Refused;

import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.util.Set;

/** Ends a participation. */
@Service
class Cancelling {

    private final Participants participants;
    private final Deciding deciding;
    private final Promoting promoting;
    private final TransactionalOperator transaction;

    Cancelling(
            Participants participants,
            Deciding deciding,
            Promoting promoting,
            TransactionalOperator transaction) {
        this.participants = participants;
        this.deciding = deciding;
        this.promoting = promoting;
        this.transaction = transaction;
    }

    Mono<Void> cancel(Participant seen, Participant.Cancellation cancellation) {
        return deciding.candidates(seen.workshop())
                .flatMap(candidates -> cancelOnce(seen, cancellation, candidates))
                .flatMap(decision -> promote(seen, decision));
    }

    private Mono<Decision> cancelOnce(
            Participant seen, Participant.Cancellation cancellation, Set<UserId> candidates) {
        return transaction.transactional(
                deciding.situation(seen.workshop(), Deciding.with(candidates, seen.user()))
                        .flatMap(situation -> decide(situation, seen, cancellation)));
    }

    private Mono<Decision> decide(
            Situation situation, Participant seen, Participant.Cancellation cancellation) {
        return participants
                .find(seen.id())
                .map(now -> new Cancellation(now, cancellation).decide(situation))
                .flatMap(
                        outcome ->
                                switch (outcome) {
                                    case Cancelled(var decision) ->
                                            deciding.write(situation, decision)
                                                    .thenReturn(decision);
                                    case AlreadyCancelled _ -> Mono.empty();
                                    case Refused(var refusal) ->
                                            Mono.error(() -> new RefusedException(refusal));
                                });
    }

    /** What frees a seat promotes here; what frees a user promotes wherever that user waits. */
    private Mono<Void> promote(Participant cancelled, Decision decision) {
        Mono<Void> here =
                decision.unfinished() ? promoting.promote(cancelled.workshop()) : Mono.empty();
        return here.then(Mono.defer(() -> promoting.promoteWhereWaiting(cancelled.user())));
    }
}
