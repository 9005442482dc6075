package dev.atelier.workshop.lifecycle;

import dev.atelier.common.idempotency.Idempotency;
import dev.atelier.common.idempotency.IdempotentRequest;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.model.Content;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;
import dev.atelier.workshop.people.Registration;
import dev.atelier.workshop.people.Standing;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Starts a workshop, which its lead organizer alone knows of at first. */
@Component
class Drafting {

    private final Registration registration;
    private final Idempotency idempotency;
    private final Workshops workshops;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Drafting(
            Registration registration,
            Idempotency idempotency,
            Workshops workshops,
            TransactionalOperator transaction,
            Clock clock) {
        this.registration = registration;
        this.idempotency = idempotency;
        this.workshops = workshops;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Drafts a workshop of that content, once for the same request. */
    Mono<Drafted> draft(Content content, Caller caller, Optional<IdempotentRequest> request) {
        return registration
                .required(caller)
                .flatMap(user -> draftOnce(content, user.id(), request));
    }

    private Mono<Drafted> draftOnce(
            Content content, UserId lead, Optional<IdempotentRequest> request) {
        return registration
                .hold(lead)
                .doOnNext(Standing::requireGood)
                .then(Mono.defer(() -> idempotency.earlier(request)))
                .map(earlier -> new Drafted(new WorkshopId(earlier), false))
                .switchIfEmpty(Mono.defer(() -> add(content, lead, request)))
                .as(transaction::transactional);
    }

    private Mono<Drafted> add(Content content, UserId lead, Optional<IdempotentRequest> request) {
        Instant now = clock.instant();
        Workshop workshop =
                Workshop.draft(
                        WorkshopId.next(),
                        content,
                        Organizer.lead(OrganizerId.next(), lead, now),
                        now);
        return workshops
                .add(workshop)
                .then(idempotency.remember(request, workshop.id().value()))
                .thenReturn(new Drafted(workshop.id(), true));
    }

    /**
     * @param isNew whether this request has made it, and none before with the same key
     */
    record Drafted(WorkshopId id, boolean isNew) {}
}
