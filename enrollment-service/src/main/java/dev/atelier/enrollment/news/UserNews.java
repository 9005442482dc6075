package dev.atelier.enrollment.news;

import dev.atelier.common.consuming.EventHandler;
import dev.atelier.common.consuming.EventReader;
import dev.atelier.common.consuming.ReceivedEvent;
import dev.atelier.common.idempotency.Idempotency;
import dev.atelier.enrollment.calendar.CalendarLinks;
import dev.atelier.enrollment.deciding.Deciding;
import dev.atelier.enrollment.deciding.Locks;
import dev.atelier.enrollment.deciding.ParticipantHistory;
import dev.atelier.enrollment.deciding.Participants;
import dev.atelier.enrollment.decision.Cancel;
import dev.atelier.enrollment.decision.Participant;
import dev.atelier.enrollment.decision.Participant.Cancellation;
import dev.atelier.enrollment.known.KnownUsers;
import dev.atelier.enrollment.known.UserId;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Takes news of users in; whoever is erased leaves all workshops, and nothing personal stays. */
@Component
class UserNews implements EventHandler {

    private static final String ERASED = "ERASED";

    private final KnownUsers users;
    private final Participants participants;
    private final ParticipantHistory history;
    private final CalendarLinks links;
    private final Idempotency idempotency;
    private final Deciding deciding;
    private final Locks locks;
    private final TransactionalOperator transaction;
    private final EventReader reader;

    UserNews(
            KnownUsers users,
            Participants participants,
            ParticipantHistory history,
            CalendarLinks links,
            Idempotency idempotency,
            Deciding deciding,
            Locks locks,
            TransactionalOperator transaction,
            EventReader reader) {
        this.users = users;
        this.participants = participants;
        this.history = history;
        this.links = links;
        this.idempotency = idempotency;
        this.deciding = deciding;
        this.locks = locks;
        this.transaction = transaction;
        this.reader = reader;
    }

    @Override
    public String type() {
        return "user.*";
    }

    @Override
    public Mono<Void> handle(ReceivedEvent event) {
        UserData user = reader.data(event.data(), UserData.class);
        UserId id = new UserId(user.id());
        Mono<Void> learned = users.learn(id, event.sequence(), user.status(), user.capabilities());
        return transaction
                .transactional(locks.lock(id).then(learned))
                .then(Mono.defer(() -> erase(user, id, event.time())));
    }

    /**
     * The lock above let every sign-up of the user end first that still found them registered, so
     * that all participations are there to be cancelled.
     */
    private Mono<Void> erase(UserData user, UserId id, Instant time) {
        return user.status().equals(ERASED)
                ? users.find(id).hasElement().flatMap(anew -> leave(id, anew ? time : Instant.MAX))
                : Mono.empty();
    }

    /** Who has registered anew since keeps what they have begun since. */
    private Mono<Void> leave(UserId user, Instant before) {
        return participants
                .activeOf(user)
                .filter(participant -> participant.createdAt().isBefore(before))
                .collectList()
                .flatMapIterable(active -> active)
                .map(UserNews::cancel)
                .concatMap(deciding::follow)
                .then(Mono.defer(() -> forget(user)));
    }

    private static Cancel cancel(Participant participant) {
        return new Cancel(
                participant.id(),
                participant.workshop(),
                participant.user(),
                Cancellation.USER_ERASED);
    }

    private Mono<Void> forget(UserId user) {
        return transaction.transactional(
                locks.lock(user)
                        .then(Mono.defer(() -> participants.forgetReasons(user)))
                        .then(Mono.defer(() -> history.forgetReasons(user)))
                        .then(Mono.defer(() -> links.revoke(user)))
                        .then(Mono.defer(() -> idempotency.forget(user.value()))));
    }

    /** What of a user's event matters here. */
    private record UserData(UUID id, String status, List<String> capabilities) {

        UserData {
            capabilities = capabilities == null ? List.of() : capabilities;
        }
    }
}
