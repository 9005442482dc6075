package dev.atelier.workshop.people;

import dev.atelier.common.consuming.EventHandler;
import dev.atelier.common.consuming.EventReader;
import dev.atelier.common.consuming.ReceivedEvent;
import dev.atelier.workshop.model.UserId;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.util.List;

/** Takes in what happens to users, before anybody else draws conclusions from it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnProperty("atelier.events.consumer.queue")
class UserEvents implements EventHandler {

    private final EventReader reader;
    private final KnownUsers users;
    private final TransactionalOperator transaction;

    UserEvents(EventReader reader, KnownUsers users, TransactionalOperator transaction) {
        this.reader = reader;
        this.users = users;
        this.transaction = transaction;
    }

    @Override
    public String type() {
        return "user.*";
    }

    @Override
    public Mono<Void> handle(ReceivedEvent event) {
        return Mono.fromCallable(() -> reader.data(event.data(), UserState.class))
                .flatMap(state -> put(state.user(event)));
    }

    /** Whoever has begun something with the user as they were has it done by then. */
    private Mono<Void> put(KnownUser user) {
        return users.lock(user.id())
                .then(Mono.defer(() -> users.put(user)))
                .as(transaction::transactional);
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
