package dev.atelier.workshop.lifecycle;

import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.model.Change;
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
class Changing {

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
    Mono<Workshop> manage(WorkshopId id, Caller caller, Function<Workshop, Change> decision) {
        return registration
                .standing(caller)
                .flatMap(standing -> change(id, permitted(decision, caller, standing)));
    }

    private static Function<Workshop, Change> permitted(
            Function<Workshop, Change> decision, Caller caller, Standing standing) {
        return workshop -> {
            Access.requireManagement(caller, standing, workshop);
            return decision.apply(workshop);
        };
    }

    private Mono<Workshop> change(WorkshopId id, Function<Workshop, Change> decision) {
        return workshops
                .lock(id)
                .then(Mono.defer(() -> workshops.find(id)))
                .switchIfEmpty(Mono.error(() -> Access.unknown(id)))
                .map(decision)
                .delayUntil(change -> workshops.save(change.workshop()))
                .delayUntil(change -> events.append(WorkshopState.event(change)))
                .map(Change::workshop)
                .as(transaction::transactional);
    }
}
