package dev.atelier.enrollment.calendar;

import dev.atelier.common.consuming.Patience;
import dev.atelier.common.idempotency.Idempotency;
import dev.atelier.common.idempotency.IdempotentRequest;
import dev.atelier.common.problem.CommonRefusal.NotFound;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.enrollment.deciding.Locks;
import dev.atelier.enrollment.decision.SignUpRefusal.UserDeactivated;
import dev.atelier.enrollment.decision.SignUpRefusal.UserNotRegistered;
import dev.atelier.enrollment.known.KnownUsers;
import dev.atelier.enrollment.known.User;
import dev.atelier.enrollment.known.UserId;

import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Gives users a link to their calendar, and takes it back. */
@Service
class Linking {

    private final CalendarLinks links;
    private final KnownUsers users;
    private final Idempotency idempotency;
    private final Locks locks;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Linking(
            CalendarLinks links,
            KnownUsers users,
            Idempotency idempotency,
            Locks locks,
            TransactionalOperator transaction,
            Clock clock) {
        this.links = links;
        this.users = users;
        this.idempotency = idempotency;
        this.locks = locks;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A link and, unless it has been given before, what opens the calendar.
     *
     * @param secret empty when the request is a repeated one: there is only a hash of it by then
     */
    record Given(CalendarLink link, Optional<CalendarSecret> secret) {}

    /**
     * A new link in the place of the one before.
     *
     * @return fails with {@code 409 user-not-registered} and {@code 403 user-deactivated}; of a
     *     repeated request with {@code 404} when its link is gone
     */
    Mono<Given> link(UserId user, Optional<IdempotentRequest> request) {
        return requireGood(user).then(transaction.transactional(lockedLink(user, request)));
    }

    /**
     * An erasure either comes first, and there is nobody left, or finds the link and revokes it.
     */
    private Mono<Given> lockedLink(UserId user, Optional<IdempotentRequest> request) {
        return locks.lock(user)
                .then(Mono.defer(() -> registered(user)))
                .then(Mono.defer(() -> idempotency.earlier(request)))
                .flatMap(earlier -> given(user, earlier))
                .switchIfEmpty(Mono.defer(() -> give(user, request)));
    }

    private Mono<Given> given(UserId user, UUID id) {
        return links.find(user)
                .filter(link -> link.id().equals(id))
                .map(link -> new Given(link, Optional.empty()))
                .switchIfEmpty(
                        Mono.error(() -> new NotFound("This link has been revoked.").exception()));
    }

    private Mono<Given> give(UserId user, Optional<IdempotentRequest> request) {
        CalendarLink link = CalendarLink.create(user, clock.instant());
        CalendarSecret secret = CalendarSecret.random();
        return links.replace(link, secret)
                .then(Mono.defer(() -> idempotency.remember(request, link.id())))
                .thenReturn(new Given(link, Optional.of(secret)));
    }

    /**
     * @return fails with {@code 409 user-not-registered} and {@code 403 user-deactivated}
     */
    Mono<Void> revoke(UserId user) {
        return requireGood(user).then(Mono.defer(() -> links.revoke(user)));
    }

    /** Who has just registered is waited for. */
    private Mono<Void> requireGood(UserId user) {
        return Patience.await(() -> users.find(user))
                .switchIfEmpty(Mono.error(Linking::notRegistered))
                .filter(User::active)
                .switchIfEmpty(Mono.error(() -> new RefusedException(new UserDeactivated())))
                .then();
    }

    private Mono<User> registered(UserId user) {
        return users.find(user).switchIfEmpty(Mono.error(Linking::notRegistered));
    }

    private static RefusedException notRegistered() {
        return new RefusedException(new UserNotRegistered());
    }
}
