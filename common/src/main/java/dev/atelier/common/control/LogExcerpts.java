package dev.atelier.common.control;

import dev.atelier.common.control.LogExcerpt.Entry;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Reads the log as it grows. */
class LogExcerpts {

    private static final String END =
            "SELECT pg_snapshot_xmin(pg_current_snapshot())::text || '-0' AS place";

    /** What a transaction that is still running may log comes after the place that is returned. */
    private static final String AFTER =
            """
            SELECT id, type, subject, sequence, recorded_at,
                   transaction_id::text || '-' || position AS place
              FROM event_log, (VALUES ($3::text[])) AS given (types)
             WHERE (transaction_id, position)
                   > (split_part($1, '-', 1)::xid8, split_part($1, '-', 2)::bigint)
               AND transaction_id < split_part($2, '-', 1)::xid8
               AND %s
             ORDER BY transaction_id, position
             LIMIT $4
            """
                    .formatted(EventTypes.WANTED);

    private final DatabaseClient database;

    LogExcerpts(DatabaseClient database) {
        this.database = database;
    }

    /** The end of the log, after which nothing is known yet. */
    Mono<LogExcerpt> end() {
        return place().map(end -> new LogExcerpt(List.of(), end));
    }

    /** The next events of these types, at most that many. */
    Mono<LogExcerpt> after(String place, List<String> types, int limit) {
        return place().flatMap(end -> between(place, end, types, limit));
    }

    private Mono<LogExcerpt> between(String place, String end, List<String> types, int limit) {
        return database.sql(AFTER)
                .bind("$1", place)
                .bind("$2", end)
                .bind("$3", types.toArray(String[]::new))
                .bind("$4", limit)
                .map(LogExcerpts::located)
                .all()
                .collectList()
                .map(found -> excerpt(found, found.size() < limit ? end : found.getLast().place()));
    }

    private Mono<String> place() {
        return database.sql(END).mapValue(String.class).one();
    }

    private static LogExcerpt excerpt(List<Located> found, String end) {
        return new LogExcerpt(found.stream().map(Located::entry).toList(), end);
    }

    private static Located located(Readable row) {
        return new Located(
                new Entry(
                        value(row, "id", UUID.class),
                        value(row, "type", String.class),
                        value(row, "subject", UUID.class),
                        value(row, "sequence", Long.class),
                        value(row, "recorded_at", Instant.class)),
                value(row, "place", String.class));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    private record Located(Entry entry, String place) {}
}
