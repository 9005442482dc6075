package dev.atelier.workshop.lifecycle;

import dev.atelier.common.security.Caller;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;

/** Makes a draft a workshop that people can sign up for. */
@Component
class Publishing {

    private final Changing changing;
    private final Clock clock;

    Publishing(Changing changing, Clock clock) {
        this.changing = changing;
        this.clock = clock;
    }

    Mono<Workshop> publish(WorkshopId id, Caller caller) {
        return changing.manage(id, caller, draft -> draft.publish(clock.instant()));
    }
}
