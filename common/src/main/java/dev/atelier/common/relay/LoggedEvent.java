package dev.atelier.common.relay;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of the event log.
 *
 * @param cursor the row's place in the log's order
 * @param data JSON
 */
record LoggedEvent(
        Cursor cursor,
        UUID id,
        String type,
        UUID subject,
        long sequence,
        Instant recordedAt,
        @Nullable String traceparent,
        String data) {

    /**
     * A place in the log.
     *
     * @param transaction a 64-bit transaction id, as Postgres writes it
     * @param position within the log's identity column
     */
    record Cursor(String transaction, long position) {}
}
