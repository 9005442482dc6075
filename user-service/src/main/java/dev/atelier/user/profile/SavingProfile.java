package dev.atelier.user.profile;

import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.problem.CommonRefusal.PreconditionFailed;
import dev.atelier.common.web.EntityTag;

import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** A person registers, or changes what they said of themselves. */
@Service
class SavingProfile {

    private final Users users;
    private final EventLog events;
    private final TransactionalOperator transaction;
    private final Clock clock;

    SavingProfile(Users users, EventLog events, TransactionalOperator transaction, Clock clock) {
        this.users = users;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Saves the profile of the user with that id, who may be new.
     *
     * @param ifMatch the values of {@code If-Match}
     */
    Mono<Saved> save(UserId id, Profile profile, List<String> ifMatch) {
        Mono<Saved> change =
                Mono.defer(() -> users.find(id)).flatMap(user -> change(user, profile, ifMatch));
        Mono<Saved> registration = Mono.defer(() -> register(id, profile, ifMatch));
        // All locks come before the first write: what waits for one must not have a transaction id.
        return users.lock(id)
                .then(change.switchIfEmpty(registration))
                .as(transaction::transactional);
    }

    private Mono<Saved> register(UserId id, Profile profile, List<String> ifMatch) {
        if (!ifMatch.isEmpty()) {
            return Mono.error(() -> new PreconditionFailed().exception());
        }
        User user = User.registered(id, profile, now());
        return users.lockEmails(List.of(profile.email()))
                .then(Mono.defer(() -> users.add(user)))
                .then(Mono.defer(() -> events.append(UserEvents.registered(user))))
                .thenReturn(new Saved(user, true));
    }

    private Mono<Saved> change(User user, Profile profile, List<String> ifMatch) {
        user.requireActive();
        EntityTag.requireMatch(ifMatch, user.version());
        User changed = user.changed(profile, now());
        return Objects.equals(changed, user)
                ? Mono.just(new Saved(user, false))
                : users.lockEmails(List.of(user.profile().email(), profile.email()))
                        .then(Mono.defer(() -> users.replace(changed)))
                        .then(Mono.defer(() -> events.append(UserEvents.changed(changed))))
                        .thenReturn(new Saved(changed, false));
    }

    /** As precise as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * @param registered whether the user is new
     */
    record Saved(User user, boolean registered) {}
}
