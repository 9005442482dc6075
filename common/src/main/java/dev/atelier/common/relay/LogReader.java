package dev.atelier.common.relay;

import dev.atelier.common.relay.LoggedEvent.Cursor;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Reads the event log in an order in which nothing can still appear before what was read. */
class LogReader {

    /** Ordered by the column: the text of the same name would come first, and 10 before 9. */
    private static final String READ =
            """
            SELECT transaction_id::text AS transaction_id, position, id, type, subject, sequence,
                   recorded_at, traceparent, data::text AS data
              FROM event_log
             WHERE (transaction_id, position) > ($1::xid8, $2)
               AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())
             ORDER BY event_log.transaction_id, position
             LIMIT $3
            """;

    private static final String AT =
            """
            SELECT transaction_id::text AS transaction_id, position, id, type, subject, sequence,
                   recorded_at, traceparent, data::text AS data
              FROM event_log
             WHERE position = $1
            """;

    private final DatabaseClient database;

    LogReader(DatabaseClient database) {
        this.database = database;
    }

    /** The next events after a place, at most that many; empty when there are none yet. */
    Mono<List<LoggedEvent>> readAfter(Cursor cursor, int limit) {
        return database.sql(READ)
                .bind("$1", cursor.transaction())
                .bind("$2", cursor.position())
                .bind("$3", limit)
                .map(LogReader::event)
                .all()
                .collectList();
    }

    /** The event at a place, by its position alone. */
    Mono<LoggedEvent> at(long position) {
        return database.sql(AT).bind("$1", position).map(LogReader::event).one();
    }

    private static LoggedEvent event(Readable row) {
        return new LoggedEvent(
                new Cursor(
                        value(row, "transaction_id", String.class),
                        value(row, "position", Long.class)),
                value(row, "id", UUID.class),
                value(row, "type", String.class),
                value(row, "subject", UUID.class),
                value(row, "sequence", Long.class),
                value(row, "recorded_at", Instant.class),
                row.get("traceparent", String.class),
                value(row, "data", String.class));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
