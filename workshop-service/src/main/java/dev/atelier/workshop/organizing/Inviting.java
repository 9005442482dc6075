package dev.atelier.workshop.organizing;

import dev.atelier.common.idempotency.Idempotency;
import dev.atelier.common.idempotency.IdempotentRequest;
import dev.atelier.common.problem.CommonRefusal.InvalidRequest;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.lifecycle.Access;
import dev.atelier.workshop.lifecycle.Changing;
import dev.atelier.workshop.lifecycle.Workshops;
import dev.atelier.workshop.model.Change;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;
import dev.atelier.workshop.people.Registration;
import dev.atelier.workshop.people.Standing;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.util.Optional;

/** Asks somebody to help to run a workshop. */
@Component
class Inviting {

    private final Registration registration;
    private final Idempotency idempotency;
    private final Workshops workshops;
    private final Changing changing;
    private final TransactionalOperator transaction;

    Inviting(
            Registration registration,
            Idempotency idempotency,
            Workshops workshops,
            Changing changing,
            TransactionalOperator transaction) {
        this.registration = registration;
        this.idempotency = idempotency;
        this.workshops = workshops;
        this.changing = changing;
        this.transaction = transaction;
    }

    /** Invites once for the same request. */
    Mono<Invited> invite(
            WorkshopId id, Organizer invited, Caller caller, Optional<IdempotentRequest> request) {
        return registration
                .awaited(invited.userId())
                .then(Mono.defer(() -> held(id, invited, caller, request)));
    }

    private Mono<Invited> held(
            WorkshopId id, Organizer invited, Caller caller, Optional<IdempotentRequest> request) {
        return registration
                .hold(invited.userId())
                .map(standing -> add(id, invited, standing, caller))
                .flatMap(adding -> once(id, adding, caller, request))
                .as(transaction::transactional);
    }

    private Mono<Invited> once(
            WorkshopId id,
            Mono<Invited> adding,
            Caller caller,
            Optional<IdempotentRequest> request) {
        return idempotency
                .earlier(request)
                .flatMap(organizer -> earlier(id, new OrganizerId(organizer), caller))
                .switchIfEmpty(adding.delayUntil(made -> remember(request, made)));
    }

    private Mono<Invited> earlier(WorkshopId id, OrganizerId organizer, Caller caller) {
        return workshops
                .find(id)
                .filter(workshop -> Access.maySee(caller, workshop))
                .switchIfEmpty(Mono.error(() -> Access.unknown(id)))
                .map(workshop -> new Invited(workshop, organizer, false));
    }

    private Mono<Invited> add(WorkshopId id, Organizer invited, Standing standing, Caller caller) {
        return changing.manage(id, caller, workshop -> invite(workshop, invited, standing))
                .map(workshop -> new Invited(workshop, invited.id(), true));
    }

    private static Change invite(Workshop workshop, Organizer invited, Standing standing) {
        if (standing != Standing.GOOD) {
            throw InvalidRequest.at("/userId", "must be the id of a registered user").exception();
        }
        return workshop.invite(invited);
    }

    private Mono<Void> remember(Optional<IdempotentRequest> request, Invited invited) {
        return idempotency.remember(request, invited.organizer().value());
    }

    /**
     * @param isNew whether this request has made it, and none before with the same key
     */
    record Invited(Workshop workshop, OrganizerId organizer, boolean isNew) {}
}
