package dev.atelier.common.consuming;

import reactor.core.publisher.Mono;

import java.util.function.Function;

/**
 * Takes one kind of events into the service's own state. It is called again for the same event, and
 * for older ones after newer, so it compares sequences and is otherwise safe to repeat.
 */
public interface EventHandler {

    /** The type it wants, exact or a prefix that ends in {@code *}. */
    String type();

    /**
     * @return completes when the event's effect is committed; an error makes the queue deliver it
     *     again later
     */
    Mono<Void> handle(ReceivedEvent event);

    /** A handler of that type. */
    static EventHandler of(String type, Function<ReceivedEvent, Mono<Void>> handle) {
        return new EventHandler() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public Mono<Void> handle(ReceivedEvent event) {
                return handle.apply(event);
            }
        };
    }
}
