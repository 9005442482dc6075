package dev.atelier.common.relay;

import dev.atelier.common.relay.Envelope.Message;

import reactor.core.publisher.Mono;

import java.util.List;

/** Puts events into a queue. */
interface EventSender {

    /**
     * Sends the messages of a {@link Batch}.
     *
     * @return what became of each; fails when the queue server did not answer
     */
    Mono<List<Delivery>> send(String queue, List<Message> batch);

    /** What became of a message. */
    sealed interface Delivery {

        LoggedEvent event();

        /** The queue has it. */
        record Accepted(LoggedEvent event) implements Delivery {}

        /** Not this time. */
        record Failed(LoggedEvent event, String reason) implements Delivery {}

        /** Never, whatever we do. */
        record Refused(LoggedEvent event, String reason) implements Delivery {

            static Refused asTooLarge(LoggedEvent event) {
                return new Refused(event, "larger than a queue takes");
            }
        }
    }
}
