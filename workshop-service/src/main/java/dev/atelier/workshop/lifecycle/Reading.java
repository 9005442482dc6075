package dev.atelier.workshop.lifecycle;

import dev.atelier.common.security.Caller;
import dev.atelier.workshop.model.WorkshopId;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

/** Shows a workshop to those who may see it. */
@Component
class Reading {

    private final Workshops workshops;
    private final WorkshopViews views;

    Reading(Workshops workshops, WorkshopViews views) {
        this.workshops = workshops;
        this.views = views;
    }

    Mono<WorkshopView> read(WorkshopId id, Caller caller) {
        return workshops
                .find(id)
                .filter(workshop -> Access.maySee(caller, workshop))
                .switchIfEmpty(Mono.error(() -> Access.unknown(id)))
                .flatMap(workshop -> views.of(workshop, caller));
    }
}
