package dev.atelier.enrollment.deciding;

import dev.atelier.enrollment.decision.Command;
import dev.atelier.enrollment.decision.Decision;
import dev.atelier.enrollment.decision.Outcome;
import dev.atelier.enrollment.decision.Promote;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Decides batches of commands, each in one transaction: lock, read, decide, write. */
@Component
class Batches {

    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

    private final Locks locks;
    private final Situations situations;
    private final Decisions decisions;
    private final Participants participants;
    private final DecisionMeters meters;
    private final TransactionalOperator transaction;

    Batches(
            Locks locks,
            Situations situations,
            Decisions decisions,
            Participants participants,
            DecisionMeters meters,
            TransactionalOperator transaction) {
        this.locks = locks;
        this.situations = situations;
        this.decisions = decisions;
        this.participants = participants;
        this.meters = meters;
        this.transaction = transaction;
    }

    /**
     * Decides, and answers each command.
     *
     * @param promote told of workshops that need another decision after this one
     * @return completes when all are answered, with outcomes or with errors
     */
    Mono<Void> decide(List<Pending> batch, Consumer<WorkshopId> promote) {
        return meters.time(batch, transact(batch))
                .flatMap(decision -> answer(batch, decision, promote))
                .onErrorResume(failure -> afterFailure(batch, promote, failure));
    }

    /**
     * One by one, so that a command that cannot be decided harms only itself. It is safe also when
     * the transaction was committed and only the answer was lost: a sign-up is looked up by its id,
     * and all else is the same when done twice. When the database is away there is no point in
     * asking it for each.
     */
    private Mono<Void> afterFailure(
            List<Pending> batch, Consumer<WorkshopId> promote, Throwable failure) {
        LOG.warn("a batch of {} failed: {}", batch.size(), failure.toString());
        Mono<Void> retried =
                batch.size() == 1 || isAway(failure)
                        ? Mono.error(failure)
                        : Flux.fromIterable(batch)
                                .concatMap(pending -> decideAlone(pending, promote))
                                .then();
        return retried.onErrorResume(
                last -> Mono.fromRunnable(() -> batch.forEach(pending -> pending.fail(last))));
    }

    private Mono<Void> decideAlone(Pending pending, Consumer<WorkshopId> promote) {
        List<Pending> alone = List.of(pending);
        return transact(alone)
                .flatMap(decision -> answer(alone, decision, promote))
                .onErrorResume(
                        failure -> !isAway(failure),
                        failure -> Mono.fromRunnable(() -> pending.fail(failure)));
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || failure instanceof DataAccessResourceFailureException;
    }

    private Mono<Decision> transact(List<Pending> batch) {
        List<Command> commands = batch.stream().map(Pending::command).toList();
        return situations
                .nextWaiting(commands)
                .flatMap(users -> transaction.transactional(lockAndDecide(batch, commands, users)))
                .single();
    }

    /**
     * @param candidates who may be given a seat: they are read before the transaction, since locks
     *     are taken before anything else, and read again within it
     */
    private Mono<Decision> lockAndDecide(
            List<Pending> batch, List<Command> commands, Set<UserId> candidates) {
        Set<UserId> users = new HashSet<>(candidates);
        commands.forEach(command -> users.addAll(command.users()));
        Set<WorkshopId> workshops =
                commands.stream().map(Command::workshop).collect(Collectors.toSet());
        return locks.lock(users, workshops)
                .then(Mono.defer(() -> situations.read(commands, users, workshops)))
                .map(situation -> Decision.on(situation, commands))
                .delayUntil(decision -> decisions.write(decision, batch));
    }

    private Mono<Void> answer(
            List<Pending> batch, Decision decision, Consumer<WorkshopId> promote) {
        List<Outcome> outcomes = decision.outcomes();
        for (int index = 0; index < outcomes.size(); index++) {
            meters.count(batch.get(index).command(), outcomes.get(index));
            batch.get(index).answer(outcomes.get(index));
        }
        if (isWorthwhile(batch, decision)) {
            decision.due().forEach(promote);
        }
        return promoteWhereWaiting(decision.freed(), promote);
    }

    /**
     * When a promotion could do nothing, another one at once cannot either: it is the sweeper's.
     */
    private static boolean isWorthwhile(List<Pending> batch, Decision decision) {
        return !decision.changes().isEmpty()
                || batch.stream().anyMatch(pending -> !(pending.command() instanceof Promote));
    }

    /** What frees a user may give them a seat wherever they wait. */
    private Mono<Void> promoteWhereWaiting(Set<UserId> freed, Consumer<WorkshopId> promote) {
        return participants
                .waitingPlaces(freed)
                .doOnNext(promote)
                .then()
                .doOnError(failure -> LOG.warn("left to the sweeper: {}", failure.toString()))
                .onErrorComplete();
    }
}
