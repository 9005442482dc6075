package dev.atelier.common.relay;

import dev.atelier.common.relay.Envelope.Message;

import reactor.core.publisher.Mono;

import java.net.ConnectException;
import java.util.List;

/**
 * Drops what is for one queue, fails for another, and sends the rest. It stands in the relay's
 * package, since how the relay sends is nobody else's.
 */
public final class BenchSender implements EventSender {

    /** What is sent here is accepted, and gone. */
    public static final String NOWHERE = "nowhere";

    /** Nothing gets here. */
    public static final String BROKEN = "broken";

    private final EventSender sqs;

    public BenchSender(Object sqs) {
        this.sqs = (EventSender) sqs;
    }

    @Override
    public Mono<List<Delivery>> send(String queue, List<Message> batch) {
        return switch (queue) {
            case NOWHERE -> Mono.fromSupplier(() -> accept(batch));
            case BROKEN -> Mono.error(() -> new ConnectException("broken"));
            default -> sqs.send(queue, batch);
        };
    }

    private static List<Delivery> accept(List<Message> batch) {
        return batch.stream()
                .<Delivery>map(message -> new Delivery.Accepted(message.event()))
                .toList();
    }
}
