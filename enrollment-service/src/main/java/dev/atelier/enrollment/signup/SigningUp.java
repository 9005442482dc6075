package dev.atelier.enrollment.signup;

import dev.atelier.common.consuming.Patience;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.enrollment.deciding.Deciding;
import dev.atelier.enrollment.decision.Outcome;
import dev.atelier.enrollment.decision.SignUp;
import dev.atelier.enrollment.decision.SignUpRefusal.UserNotRegistered;
import dev.atelier.enrollment.decision.SignUpRefusal.WorkshopNotFound;
import dev.atelier.enrollment.known.KnownUsers;
import dev.atelier.enrollment.known.KnownWorkshops;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import org.springframework.stereotype.Service;

import reactor.core.publisher.Mono;

/**
 * Makes a user a participant of a workshop. Both may have come into being a moment ago, so their
 * events are given a little time; when both are known, as nearly always, the decision itself finds
 * that out and nothing else is asked.
 */
@Service
class SigningUp {

    private final KnownUsers users;
    private final KnownWorkshops workshops;
    private final Deciding deciding;

    SigningUp(KnownUsers users, KnownWorkshops workshops, Deciding deciding) {
        this.users = users;
        this.workshops = workshops;
        this.deciding = deciding;
    }

    Mono<Outcome> signUp(SignUp command) {
        return deciding.decide(command)
                .flatMap(
                        outcome ->
                                isAboutTheUnknown(outcome)
                                        ? known(command).then(deciding.decide(command))
                                        : Mono.just(outcome));
    }

    private static boolean isAboutTheUnknown(Outcome outcome) {
        return outcome instanceof Outcome.Refused(var refusal)
                && (refusal instanceof WorkshopNotFound || refusal instanceof UserNotRegistered);
    }

    private Mono<Void> known(SignUp command) {
        return known(command.workshop()).then(Mono.defer(() -> known(command.user())));
    }

    private Mono<Void> known(WorkshopId workshop) {
        return Patience.await(() -> workshops.find(workshop))
                .switchIfEmpty(Mono.error(() -> new RefusedException(new WorkshopNotFound())))
                .then();
    }

    private Mono<Void> known(UserId user) {
        return Patience.await(() -> users.find(user))
                .switchIfEmpty(Mono.error(() -> new RefusedException(new UserNotRegistered())))
                .then();
    }
}
