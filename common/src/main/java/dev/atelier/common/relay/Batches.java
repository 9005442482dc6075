package dev.atelier.common.relay;

import dev.atelier.common.relay.Envelope.Message;

import java.util.ArrayList;
import java.util.List;

/** Cuts messages into batches that SQS takes in one call. */
final class Batches {

    static final int MAX_ENTRIES = 10;

    /** Below the 256 KiB that every server of the protocol takes, with room for attributes. */
    static final int MAX_BYTES = 250_000;

    private Batches() {}

    /** Whether no batch can hold the message; one that is too large stands alone. */
    static boolean isTooLarge(Message message) {
        return message.body().length() > MAX_BYTES;
    }

    static List<List<Message>> of(List<Message> messages) {
        List<List<Message>> batches = new ArrayList<>();
        List<Message> batch = new ArrayList<>();
        int bytes = 0;
        for (Message message : messages) {
            int size = message.body().length();
            boolean full = batch.size() == MAX_ENTRIES || bytes + size > MAX_BYTES;
            if (full && !batch.isEmpty()) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(message);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
