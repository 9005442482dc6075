package dev.atelier.enrollment.signup;

import dev.atelier.common.consuming.Patience;
import dev.atelier.common.idempotency.Idempotency;
import dev.atelier.common.idempotency.IdempotentRequest;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.enrollment.known.KnownUsers;
import dev.atelier.enrollment.known.KnownWorkshops;
import dev.atelier.enrollment.known.User;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;
import dev.atelier.enrollment.signup.SignUp.Outcome.AlreadyJoined;
import dev.atelier.enrollment.signup.SignUp.Outcome.Joined;
import dev.atelier.enrollment.signup.SignUp.Outcome.Refused;
import dev.atelier.enrollment.signup.SignUpRefusal.UserDeactivated;
import dev.atelier.enrollment.signup.SignUpRefusal.UserNotRegistered;
import dev.atelier.enrollment.signup.SignUpRefusal.WorkshopNotFound;

import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes a user a participant of a workshop. */
@Service
class SigningUp {

    private final KnownUsers users;
    private final KnownWorkshops workshops;
    private final Participants participants;
    private final Deciding deciding;
    private final Promoting promoting;
    private final Idempotency idempotency;
    private final TransactionalOperator transaction;

    SigningUp(
            KnownUsers users,
            KnownWorkshops workshops,
            Participants participants,
            Deciding deciding,
            Promoting promoting,
            Idempotency idempotency,
            TransactionalOperator transaction) {
        this.users = users;
        this.workshops = workshops;
        this.participants = participants;
        this.deciding = deciding;
        this.promoting = promoting;
        this.idempotency = idempotency;
        this.transaction = transaction;
    }

    /**
     * @param request the client's, when it may be repeated
     */
    record Command(
            WorkshopId workshop,
            UserId user,
            Set<UUID> acknowledged,
            Optional<IdempotentRequest> request) {}

    /**
     * The participation that the request leads to, now or when it was first sent.
     *
     * @param unfinished whether someone else is still due a seat
     */
    record Result(Participant participant, How how, boolean unfinished) {

        Result(Participant participant, How how) {
            this(participant, how, false);
        }
    }

    enum How {
        CREATED,
        EXISTED,
        REPLAYED
    }

    Mono<Result> signUp(Command command) {
        return knownWorkshop(command.workshop())
                .then(Mono.defer(() -> activeUser(command.user())))
                .zipWith(Mono.defer(() -> deciding.candidates(command.workshop())))
                .flatMap(read -> signUp(command, read.getT1(), read.getT2()));
    }

    /** Both may have come into being a moment ago, so their events are given a little time. */
    private Mono<Void> knownWorkshop(WorkshopId workshop) {
        return Patience.await(() -> workshops.find(workshop))
                .switchIfEmpty(Mono.error(() -> new RefusedException(new WorkshopNotFound())))
                .then();
    }

    private Mono<User> activeUser(UserId user) {
        return Patience.await(() -> users.find(user))
                .switchIfEmpty(Mono.error(() -> new RefusedException(new UserNotRegistered())))
                .filter(User::active)
                .switchIfEmpty(Mono.error(() -> new RefusedException(new UserDeactivated())));
    }

    private Mono<Result> signUp(Command command, User user, Set<UserId> candidates) {
        Mono<Result> replayed =
                idempotency
                        .earlier(command.request())
                        .flatMap(id -> participants.find(new ParticipantId(id)))
                        .map(participant -> new Result(participant, How.REPLAYED));
        Mono<Result> decided = Mono.defer(() -> decide(command, user, candidates));
        return transaction
                .transactional(replayed.switchIfEmpty(decided))
                .delayUntil(result -> promoteIfDue(command, result));
    }

    /** Someone was due a seat who could not be decided on in the same transaction. */
    private Mono<Void> promoteIfDue(Command command, Result result) {
        return result.unfinished() ? promoting.promote(command.workshop()) : Mono.empty();
    }

    private Mono<Result> decide(Command command, User user, Set<UserId> candidates) {
        return deciding.situation(command.workshop(), Deciding.with(candidates, user.id()))
                .flatMap(situation -> decide(command, user, situation));
    }

    private Mono<Result> decide(Command command, User user, Situation situation) {
        return request(command, user, situation)
                .map(request -> request.decide(situation))
                .flatMap(
                        outcome ->
                                switch (outcome) {
                                    case Joined joined -> write(command, situation, joined);
                                    case AlreadyJoined(var participant) ->
                                            remember(command, new Result(participant, How.EXISTED));
                                    case Refused(var refusal) ->
                                            Mono.error(() -> new RefusedException(refusal));
                                });
    }

    private Mono<SignUp> request(Command command, User user, Situation situation) {
        Mono<Optional<Participant>> active =
                participants.active(command.workshop(), user.id()).singleOptional();
        return active.zipWhen(
                _ -> participants.engagement(user.id(), situation.workshop()).singleOptional(),
                (participant, engagement) ->
                        new SignUp(
                                ParticipantId.next(),
                                user,
                                command.acknowledged(),
                                participant,
                                engagement));
    }

    private Mono<Result> write(Command command, Situation situation, Joined joined) {
        Result result =
                new Result(joined.participant(), How.CREATED, joined.decision().unfinished());
        return deciding.write(situation, joined.decision())
                .then(Mono.defer(() -> remember(command, result)));
    }

    private Mono<Result> remember(Command command, Result result) {
        return idempotency
                .remember(command.request(), result.participant().id().value())
                .thenReturn(result);
    }
}
