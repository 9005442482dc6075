package dev.atelier.workshop.people;

import dev.atelier.common.consuming.Patience;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.model.UserId;
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

    /** Whether somebody else may be given something to do; waits a little for a new one, too. */
    public Mono<Boolean> isActive(UserId id) {
        return Patience.await(() -> users.find(id).filter(KnownUser::isRegistered))
                .map(user -> user.standing() == Standing.GOOD)
                .defaultIfEmpty(false);
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
