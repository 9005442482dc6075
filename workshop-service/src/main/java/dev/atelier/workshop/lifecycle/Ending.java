package dev.atelier.workshop.lifecycle;

import dev.atelier.common.security.Caller;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;

/** Brings a workshop to its end, one way or another. */
@Component
class Ending {

    private final Changing changing;
    private final Clock clock;

    Ending(Changing changing, Clock clock) {
        this.changing = changing;
        this.clock = clock;
    }

    Mono<Void> delete(WorkshopId id, Caller caller) {
        return changing.delete(id, caller);
    }

    Mono<Workshop> cancel(WorkshopId id, String reason, Caller caller) {
        return changing.manage(id, caller, workshop -> workshop.cancel(reason, clock.instant()));
    }

    Mono<Workshop> complete(WorkshopId id, Caller caller) {
        return changing.manage(id, caller, workshop -> workshop.complete(clock.instant()));
    }
}
