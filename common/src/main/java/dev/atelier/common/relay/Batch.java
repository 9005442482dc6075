package dev.atelier.common.relay;

import dev.atelier.common.relay.Envelope.Message;

import java.util.ArrayList;
import java.util.List;

/** Messages that SQS takes in one call. */
final class Batch {

    static final int MAX_ENTRIES = 10;

    /** Below the 256 KiB that every server of the protocol takes, with room for attributes. */
    static final int MAX_BYTES = 250_000;

    private final List<Message> messages = new ArrayList<>();
    private int bytes;

    /** Whether no batch can hold the message; one that is too large stands alone. */
    static boolean isTooLarge(Message message) {
        return message.bytes() > MAX_BYTES;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    boolean isFullFor(Message message) {
        return messages.size() == MAX_ENTRIES
                || !messages.isEmpty() && bytes + message.bytes() > MAX_BYTES;
    }

    void add(Message message) {
        messages.add(message);
        bytes += message.bytes();
    }

    List<Message> messages() {
        return messages;
    }
}
