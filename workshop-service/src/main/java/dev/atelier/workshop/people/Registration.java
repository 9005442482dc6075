package dev.atelier.workshop.people;

import dev.atelier.common.consuming.Patience;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.people.UserRefusal.Nobody;
import dev.atelier.workshop.people.UserRefusal.NotRegistered;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.Set;

/** Tells whether a caller may write. */
@Component
public class Registration {

    private final KnownUsers users;

    Registration(KnownUsers users) {
        this.users = users;
    }

    /**
     * The caller as a registered user. Waits a little for one who is not known yet, so it must not
     * be called within a transaction.
     *
     * @return fails with {@code 409 user-not-registered} or {@code 403 user-deactivated}
     */
    public Mono<KnownUser> required(Caller caller) {
        UserId id = new UserId(caller.userId());
        return Patience.await(() -> users.find(id).filter(KnownUser::isRegistered))
                .switchIfEmpty(Mono.error(() -> new NotRegistered().exception()))
                .doOnNext(user -> user.standing().requireGood());
    }

    /**
     * The caller as they are known here, without any waiting.
     *
     * @return fails with {@code 404 user-not-registered}
     */
    public Mono<KnownUser> known(Caller caller) {
        return users.find(new UserId(caller.userId()))
                .filter(KnownUser::isRegistered)
                .switchIfEmpty(Mono.error(() -> new Nobody().exception()));
    }

    /** Waits a little for somebody else who is not known yet; not within a transaction either. */
    public Mono<Void> awaited(UserId id) {
        return Patience.await(() -> users.find(id).filter(KnownUser::isRegistered)).then();
    }

    /**
     * The user's standing as it stays until the transaction ends, which must not have written yet.
     * Who gives somebody a part needs that: else the part could begin behind the back of their
     * erasure.
     */
    public Mono<Standing> hold(UserId id) {
        return users.hold(id)
                .then(Mono.defer(() -> users.find(id)))
                .map(KnownUser::standing)
                .defaultIfEmpty(Standing.ERASED);
    }

    /** The requirement codes that the caller meets, as far as it is known. */
    public Mono<Set<String>> capabilities(Caller caller) {
        return users.find(new UserId(caller.userId()))
                .map(user -> Set.copyOf(user.capabilities()))
                .defaultIfEmpty(Set.of());
    }

    /** The caller's standing as far as it is known, without any waiting. */
    public Mono<Standing> standing(Caller caller) {
        return Mono.justOrEmpty(caller.user())
                .map(UserId::new)
                .flatMap(users::find)
                .map(KnownUser::standing)
                .defaultIfEmpty(Standing.GOOD);
    }
}
