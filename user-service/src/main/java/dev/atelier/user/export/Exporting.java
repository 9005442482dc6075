package dev.atelier.user.export;

import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.idempotency.Idempotency;
import dev.atelier.user.profile.User;
import dev.atelier.user.profile.UserId;
import dev.atelier.user.profile.UserView;
import dev.atelier.user.profile.Users;

import org.springframework.stereotype.Service;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;

import reactor.core.publisher.Mono;

import java.time.Clock;

/** Gathers all that is held about a person, as it was at one moment. */
@Service
class Exporting {

    private final Users users;
    private final EventLog events;
    private final Idempotency idempotency;
    private final TransactionalOperator snapshot;
    private final Clock clock;

    Exporting(
            Users users,
            EventLog events,
            Idempotency idempotency,
            ReactiveTransactionManager transactions,
            Clock clock) {
        this.users = users;
        this.events = events;
        this.idempotency = idempotency;
        this.snapshot = TransactionalOperator.create(transactions, oneSnapshot());
        this.clock = clock;
    }

    /**
     * @return fails with {@code 404 user-not-registered}
     */
    Mono<UserExport> export(UserId id) {
        return users.registered(id).flatMap(this::gather).as(snapshot::transactional);
    }

    /** One statement after the other: they share the transaction's connection. */
    private Mono<UserExport> gather(User user) {
        return events.about(user.id().value())
                .collectList()
                .zipWhen(_ -> idempotency.kept(user.id().value()).collectList())
                .map(
                        held ->
                                new UserExport(
                                        clock.instant(),
                                        UserView.Full.of(user),
                                        held.getT1(),
                                        held.getT2()));
    }

    /** A change between two statements would show in one and not in the other. */
    private static TransactionDefinition oneSnapshot() {
        var definition = new DefaultTransactionDefinition();
        definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        definition.setReadOnly(true);
        return definition;
    }
}
