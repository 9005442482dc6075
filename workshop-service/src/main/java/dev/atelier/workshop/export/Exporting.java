package dev.atelier.workshop.export;

import static java.util.Comparator.comparing;

import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.eventlog.RecordedEvent;
import dev.atelier.common.idempotency.Idempotency;
import dev.atelier.common.idempotency.KeptKey;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.export.WorkshopsExport.Part;
import dev.atelier.workshop.export.WorkshopsExport.Person;
import dev.atelier.workshop.lifecycle.Access;
import dev.atelier.workshop.lifecycle.WorkshopView;
import dev.atelier.workshop.lifecycle.WorkshopViews;
import dev.atelier.workshop.lifecycle.Workshops;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.organizing.OrganizerHistory;
import dev.atelier.workshop.organizing.Parts;
import dev.atelier.workshop.people.KnownUser;
import dev.atelier.workshop.people.Registration;

import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;

/** Gathers all that is held about a person, as it was at one moment. */
@Component
class Exporting {

    private final Registration registration;
    private final Parts parts;
    private final Workshops workshops;
    private final WorkshopViews views;
    private final OrganizerHistory history;
    private final EventLog events;
    private final Idempotency idempotency;
    private final TransactionalOperator snapshot;
    private final Clock clock;

    Exporting(
            Registration registration,
            Parts parts,
            Workshops workshops,
            WorkshopViews views,
            OrganizerHistory history,
            EventLog events,
            Idempotency idempotency,
            ReactiveTransactionManager transactions,
            Clock clock) {
        this.registration = registration;
        this.parts = parts;
        this.workshops = workshops;
        this.views = views;
        this.history = history;
        this.events = events;
        this.idempotency = idempotency;
        this.snapshot = TransactionalOperator.create(transactions, oneSnapshot());
        this.clock = clock;
    }

    /**
     * @return fails with {@code 404 user-not-registered}
     */
    Mono<WorkshopsExport> export(Caller caller) {
        return registration
                .known(caller)
                .flatMap(user -> gather(user, caller))
                .as(snapshot::transactional);
    }

    private Mono<WorkshopsExport> gather(KnownUser user, Caller caller) {
        return organized(user.id()).flatMap(organized -> document(user, organized, caller));
    }

    private Mono<WorkshopsExport> document(
            KnownUser user, List<Workshop> organized, Caller caller) {
        Mono<List<Part>> parts = parts(organized, user.id());
        Mono<List<WorkshopView>> drafted = drafted(organized, user.id(), caller);
        Mono<List<RecordedEvent>> told = told(organized, user.id());
        Mono<List<KeptKey>> keys = idempotency.kept(user.id().value()).collectList();
        return Mono.zip(parts, drafted, told, keys)
                .map(
                        held ->
                                new WorkshopsExport(
                                        clock.instant(),
                                        Person.of(user),
                                        held.getT1(),
                                        held.getT2(),
                                        held.getT3(),
                                        held.getT4()));
    }

    private Mono<List<Workshop>> organized(UserId user) {
        return parts.workshops(user)
                .collectList()
                .flatMapMany(workshops::findAll)
                .sort(comparing(Workshop::createdAt).thenComparing(found -> found.id().value()))
                .collectList();
    }

    private Mono<List<Part>> parts(List<Workshop> organized, UserId user) {
        return Flux.fromIterable(organized)
                .concatMap(workshop -> parts(workshop, workshop.partsOf(user)))
                .collectList();
    }

    private Flux<Part> parts(Workshop workshop, List<Organizer> held) {
        return history.of(held.stream().map(Organizer::id).toList())
                .flatMapIterable(
                        stages ->
                                held.stream()
                                        .map(
                                                part ->
                                                        Part.of(
                                                                workshop,
                                                                part,
                                                                stages.getOrDefault(
                                                                        part.id(), List.of())))
                                        .toList());
    }

    private Mono<List<WorkshopView>> drafted(List<Workshop> organized, UserId user, Caller caller) {
        return views.of(
                organized.stream()
                        .filter(workshop -> workshop.isDraftedBy(user))
                        .filter(workshop -> Access.maySee(caller, workshop))
                        .toList(),
                caller);
    }

    private Mono<List<RecordedEvent>> told(List<Workshop> organized, UserId user) {
        return Flux.fromIterable(organized)
                .concatMap(workshop -> told(workshop, Mentions.of(workshop.partsOf(user))))
                .collectList();
    }

    private Flux<RecordedEvent> told(Workshop workshop, Mentions mentions) {
        return events.about(workshop.id().value()).filter(event -> mentions.in(event.data()));
    }

    /** A change between two statements would show in one and not in the other. */
    private static TransactionDefinition oneSnapshot() {
        var definition = new DefaultTransactionDefinition();
        definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        definition.setReadOnly(true);
        return definition;
    }
}
