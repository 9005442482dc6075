package dev.atelier.workshop.lifecycle;

import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.model.Change;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;
import dev.atelier.workshop.people.Registration;
import dev.atelier.workshop.people.Standing;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.util.function.Function;

/** The one way in which a workshop changes: locked, decided, saved and told in one transaction. */
@Component
public class Changing {

    private final Registration registration;
    private final Workshops workshops;
    private final EventLog events;
    private final TransactionalOperator transaction;

    Changing(
            Registration registration,
            Workshops workshops,
            EventLog events,
            TransactionalOperator transaction) {
        this.registration = registration;
        this.workshops = workshops;
        this.events = events;
        this.transaction = transaction;
    }

    /** Lets someone who manages the workshop decide on it. */
    public Mono<Workshop> manage(
            WorkshopId id, Caller caller, Function<Workshop, Change> decision) {
        return change(locked(id, caller, Access::requireManagement), decision);
    }

    /** Lets an organizer decide on their own part in the workshop. */
    public Mono<Workshop> takePart(
            WorkshopId id, OrganizerId part, Caller caller, Function<Workshop, Change> decision) {
        Guard own =
                (someone, standing, workshop) ->
                        Access.requireOwn(someone, standing, workshop, part);
        return change(locked(id, caller, own), decision);
    }

    /**
     * Lets an organizer decide on their own part, and someone who manages the workshop on it too.
     */
    public Mono<Workshop> takePartOrManage(
            WorkshopId id, OrganizerId part, Caller caller, Function<Workshop, Change> decision) {
        Guard ownOrManaged =
                (someone, standing, workshop) ->
                        Access.requireOwnOrManagement(someone, standing, workshop, part);
        return change(locked(id, caller, ownOrManaged), decision);
    }

    /**
     * Lets the service itself decide on the workshop, because of the time or of an event.
     *
     * @return empty when it is gone
     */
    public Mono<Workshop> unasked(WorkshopId id, Function<Workshop, Change> decision) {
        return change(locked(id), decision);
    }

    /** Lets someone who manages the workshop delete it as long as it is a draft. */
    Mono<Void> delete(WorkshopId id, Caller caller) {
        return locked(id, caller, Access::requireManagement)
                .doOnNext(Workshop::requireDraft)
                .flatMap(draft -> workshops.delete(draft.id()))
                .as(transaction::transactional);
    }

    private Mono<Workshop> change(Mono<Workshop> locked, Function<Workshop, Change> decision) {
        return locked.map(decision)
                .delayUntil(this::keep)
                .map(Change::workshop)
                .as(transaction::transactional);
    }

    private Mono<Workshop> locked(WorkshopId id, Caller caller, Guard guard) {
        return registration
                .standing(caller)
                .flatMap(
                        standing ->
                                locked(id)
                                        .switchIfEmpty(Mono.error(() -> Access.unknown(id)))
                                        .doOnNext(
                                                workshop ->
                                                        guard.check(caller, standing, workshop)));
    }

    private Mono<Workshop> locked(WorkshopId id) {
        return workshops.lock(id).then(Mono.defer(() -> workshops.find(id)));
    }

    /** A draft that its last organizer has left goes with them. */
    private Mono<Void> keep(Change change) {
        if (change.isNone()) {
            return Mono.empty();
        }
        return change.workshop().isAbandoned()
                ? workshops.delete(change.workshop().id())
                : save(change);
    }

    private Mono<Void> save(Change change) {
        return workshops
                .save(change)
                .then(Mono.defer(() -> events.append(WorkshopState.events(change))));
    }

    /** Refuses those who may not change the workshop. */
    private interface Guard {

        void check(Caller caller, Standing standing, Workshop workshop);
    }
}
