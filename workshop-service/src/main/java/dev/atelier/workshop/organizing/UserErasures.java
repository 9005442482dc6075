package dev.atelier.workshop.organizing;

import dev.atelier.common.consuming.EventHandler;
import dev.atelier.common.consuming.ReceivedEvent;
import dev.atelier.workshop.model.UserId;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

/** Hears of users who are erased. */
@Component
@ConditionalOnProperty("atelier.events.consumer.queue")
class UserErasures implements EventHandler {

    private final Vanishing vanishing;

    UserErasures(Vanishing vanishing) {
        this.vanishing = vanishing;
    }

    @Override
    public String type() {
        return "user.erased.v1";
    }

    @Override
    public Mono<Void> handle(ReceivedEvent event) {
        return vanishing.vanish(new UserId(event.subject()), event.sequence());
    }
}
