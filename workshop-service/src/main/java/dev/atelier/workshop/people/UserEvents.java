package dev.atelier.workshop.people;

import dev.atelier.common.consuming.EventHandler;
import dev.atelier.common.consuming.EventReader;
import dev.atelier.common.consuming.ReceivedEvent;
import dev.atelier.workshop.model.UserId;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.List;

/** Takes in what happens to users. */
@Component
@ConditionalOnProperty("atelier.events.consumer.queue")
class UserEvents implements EventHandler {

    private final EventReader reader;
    private final KnownUsers users;

    UserEvents(EventReader reader, KnownUsers users) {
        this.reader = reader;
        this.users = users;
    }

    @Override
    public String type() {
        return "user.*";
    }

    @Override
    public Mono<Void> handle(ReceivedEvent event) {
        return Mono.fromCallable(() -> reader.data(event.data(), UserState.class))
                .flatMap(state -> users.put(state.user(event)));
    }

    /** The part of a user's public state that matters here. */
    record UserState(
            @Nullable String displayName,
            KnownUser.Status status,
            @Nullable List<String> capabilities) {

        KnownUser user(ReceivedEvent event) {
            return new KnownUser(
                    new UserId(event.subject()),
                    displayName,
                    status,
                    capabilities == null ? List.of() : capabilities,
                    event.sequence());
        }
    }
}
