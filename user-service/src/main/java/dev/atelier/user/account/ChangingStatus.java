package dev.atelier.user.account;

import dev.atelier.common.eventlog.DomainEvent;
import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.problem.CommonRefusal.Forbidden;
import dev.atelier.common.problem.CommonRefusal.NotFound;
import dev.atelier.common.security.Caller;
import dev.atelier.user.profile.User;
import dev.atelier.user.profile.UserEvents;
import dev.atelier.user.profile.UserId;
import dev.atelier.user.profile.UserStatus;
import dev.atelier.user.profile.Users;

import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/** An admin takes the right to write from a user, or gives it back. Either may be asked again. */
@Service
class ChangingStatus {

    private final Users users;
    private final EventLog events;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ChangingStatus(Users users, EventLog events, TransactionalOperator transaction, Clock clock) {
        this.users = users;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    Mono<Void> deactivate(UserId id, Caller caller) {
        return change(id, caller, UserStatus.DEACTIVATED, UserEvents::deactivated);
    }

    Mono<Void> reactivate(UserId id, Caller caller) {
        return change(id, caller, UserStatus.ACTIVE, UserEvents::reactivated);
    }

    private Mono<Void> change(
            UserId id, Caller caller, UserStatus next, Function<User, DomainEvent> event) {
        return users.lock(id)
                .then(Mono.defer(() -> users.find(id)))
                .switchIfEmpty(Mono.error(() -> notFound(id)))
                .delayUntil(_ -> requireRight(caller))
                .flatMap(user -> put(user, next, event))
                .as(transaction::transactional);
    }

    private Mono<Void> put(User user, UserStatus next, Function<User, DomainEvent> event) {
        User changed = user.become(next, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return changed.version() == user.version()
                ? Mono.empty()
                : users.replace(changed)
                        .then(Mono.defer(() -> events.append(event.apply(changed))));
    }

    /** An admin need not be registered, but one who is deactivated writes nothing either. */
    private Mono<Void> requireRight(Caller caller) {
        return Mono.justOrEmpty(caller.user())
                .map(UserId::new)
                .flatMap(users::find)
                .doOnNext(User::requireActive)
                .then(Mono.defer(() -> requireAdmin(caller)));
    }

    private static Mono<Void> requireAdmin(Caller caller) {
        return caller.admin()
                ? Mono.empty()
                : Mono.error(() -> new Forbidden("Only an admin may do this.").exception());
    }

    private static RuntimeException notFound(UserId id) {
        return new NotFound("There is no user " + id + ".").exception();
    }
}
