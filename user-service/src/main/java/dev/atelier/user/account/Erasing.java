package dev.atelier.user.account;

import dev.atelier.common.eventlog.DomainEvent;
import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.idempotency.Idempotency;
import dev.atelier.user.profile.Tombstone;
import dev.atelier.user.profile.User;
import dev.atelier.user.profile.UserEvents;
import dev.atelier.user.profile.UserId;
import dev.atelier.user.profile.Users;

import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A person leaves, and with them all that is personal: of the row, of the log, of the keys of their
 * requests.
 *
 * <p>What an older event said may be on its way still: {@link EventLog#redact} says how far this
 * reaches. The projections of the other services go by the sequence, so the erasure ends what they
 * show even if it comes first.
 */
@Service
class Erasing {

    private final Users users;
    private final EventLog events;
    private final Idempotency idempotency;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Erasing(
            Users users,
            EventLog events,
            Idempotency idempotency,
            TransactionalOperator transaction,
            Clock clock) {
        this.users = users;
        this.events = events;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Erases the user. It may be asked again, for who has lost the answer cannot know; someone who
     * has never been here is told so.
     *
     * @return fails with {@code 404 user-not-registered}
     */
    Mono<Void> erase(UserId id) {
        return users.lock(id)
                .then(Mono.defer(() -> users.tombstone(id)))
                .switchIfEmpty(Mono.defer(() -> users.registered(id)).flatMap(this::erase))
                .then()
                .as(transaction::transactional);
    }

    private Mono<Tombstone> erase(User user) {
        Tombstone tombstone = Tombstone.of(user, clock.instant().truncatedTo(ChronoUnit.MICROS));
        DomainEvent erased = UserEvents.erased(tombstone);
        return users.lockEmails(List.of(user.profile().email()))
                .then(Mono.defer(() -> users.bury(tombstone)))
                .then(Mono.defer(() -> idempotency.forget(user.id().value())))
                .then(Mono.defer(() -> events.redact(erased.subject(), erased.data())))
                .then(Mono.defer(() -> events.append(erased)))
                .thenReturn(tombstone);
    }
}
