package dev.atelier.enrollment.export;

import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.eventlog.RecordedEvent;
import dev.atelier.common.idempotency.Idempotency;
import dev.atelier.common.idempotency.KeptKey;
import dev.atelier.enrollment.calendar.CalendarLinks;
import dev.atelier.enrollment.deciding.ParticipantHistory;
import dev.atelier.enrollment.export.ExportRefusal.UserNotRegistered;
import dev.atelier.enrollment.export.ParticipationsExport.Link;
import dev.atelier.enrollment.export.ParticipationsExport.Part;
import dev.atelier.enrollment.known.KnownUsers;
import dev.atelier.enrollment.known.KnownUsers.Held;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.mine.Participation;
import dev.atelier.enrollment.mine.ParticipationDocument;
import dev.atelier.enrollment.mine.Participations;
import dev.atelier.enrollment.signup.HistoryDocument;

import org.springframework.stereotype.Service;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Gathers all that is held about a person, as it was at one moment. */
@Service
class Exporting {

    private static final int ALL = Integer.MAX_VALUE;

    private final KnownUsers users;
    private final Participations participations;
    private final ParticipantHistory history;
    private final CalendarLinks links;
    private final EventLog events;
    private final Idempotency idempotency;
    private final TransactionalOperator snapshot;
    private final Clock clock;

    Exporting(
            KnownUsers users,
            Participations participations,
            ParticipantHistory history,
            CalendarLinks links,
            EventLog events,
            Idempotency idempotency,
            ReactiveTransactionManager transactions,
            Clock clock) {
        this.users = users;
        this.participations = participations;
        this.history = history;
        this.links = links;
        this.events = events;
        this.idempotency = idempotency;
        this.snapshot = TransactionalOperator.create(transactions, oneSnapshot());
        this.clock = clock;
    }

    /**
     * @return fails with {@code 404 user-not-registered}
     */
    Mono<ParticipationsExport> export(UserId id) {
        return users.held(id)
                .switchIfEmpty(Mono.error(() -> new UserNotRegistered().exception()))
                .flatMap(user -> gather(id, user))
                .as(snapshot::transactional);
    }

    /** One statement after the other: they share the transaction's connection. */
    private Mono<ParticipationsExport> gather(UserId id, Held user) {
        return taken(id)
                .zipWhen(_ -> link(id))
                .zipWhen(
                        _ -> idempotency.kept(id.value()).collectList(),
                        (held, keys) -> document(user, held.getT1(), held.getT2(), keys));
    }

    private Mono<List<Taken>> taken(UserId user) {
        return participations
                .all(user)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::taken)
                .collectList();
    }

    private Mono<Taken> taken(Participation participation) {
        return history.of(participation.participant().id(), 0, ALL)
                .zipWhen(
                        _ -> events.about(participation.participant().id().value()).collectList(),
                        (happened, told) -> new Taken(part(participation, happened), told));
    }

    private static Part part(Participation participation, List<ParticipantHistory.Entry> happened) {
        return new Part(
                ParticipationDocument.of(participation),
                happened.stream().map(HistoryDocument::of).toList());
    }

    private Mono<Optional<Link>> link(UserId user) {
        return links.find(user).map(link -> new Link(link.createdAt())).singleOptional();
    }

    private ParticipationsExport document(
            Held user, List<Taken> taken, Optional<Link> link, List<KeptKey> keys) {
        return new ParticipationsExport(
                clock.instant(),
                user,
                taken.stream().map(Taken::part).toList(),
                link.orElse(null),
                taken.stream().map(Taken::told).flatMap(List::stream).toList(),
                keys);
    }

    /** A change between two statements would show in one and not in the other. */
    private static TransactionDefinition oneSnapshot() {
        var definition = new DefaultTransactionDefinition();
        definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        definition.setReadOnly(true);
        return definition;
    }

    /** A participation, and what the log holds about it. */
    private record Taken(Part part, List<RecordedEvent> told) {}
}
