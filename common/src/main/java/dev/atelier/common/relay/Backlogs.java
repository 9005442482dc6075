package dev.atelier.common.relay;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Looks how far the subscriptions are behind the log, and what holds all of them back. */
class Backlogs {

    private static final String STATES =
            """
            SELECT subscription.name, backlog.size, backlog.age,
                   (SELECT count(*) FROM parked_event
                     WHERE parked_event.subscription = subscription.name) AS parked
              FROM subscription
             CROSS JOIN LATERAL (
                   SELECT count(*) AS size,
                          coalesce(extract(epoch FROM
                                   clock_timestamp() - min(recorded_at)), 0)::float8 AS age
                     FROM (SELECT recorded_at
                             FROM event_log
                            WHERE (transaction_id, position)
                                  > (subscription.cursor_transaction, subscription.cursor_position)
                              AND EXISTS (
                                  SELECT FROM unnest(subscription.types) AS wanted
                                   WHERE type = wanted
                                      OR wanted LIKE '%*' AND starts_with(type, left(wanted, -1)))
                            ORDER BY transaction_id, position
                            LIMIT $1) AS unsent
                   ) AS backlog
            """;

    private static final String HORIZON =
            """
            SELECT pg_snapshot_xmin(snapshot)::text AS transaction,
                   pg_snapshot_xmin(snapshot) < pg_snapshot_xmax(snapshot) AS is_held,
                   clock_timestamp() AS seen_at
              FROM pg_current_snapshot() AS snapshot
            """;

    private final DatabaseClient database;

    Backlogs(DatabaseClient database) {
        this.database = database;
    }

    Flux<SubscriptionState> states() {
        return database.sql(STATES)
                .bind("$1", SubscriptionState.MAX_COUNTED)
                .map(Backlogs::state)
                .all();
    }

    Mono<Horizon> horizon() {
        return database.sql(HORIZON)
                .map(
                        row ->
                                new Horizon(
                                        value(row, "transaction", String.class),
                                        value(row, "is_held", Boolean.class),
                                        value(row, "seen_at", Instant.class)))
                .one();
    }

    private static SubscriptionState state(Readable row) {
        double seconds = value(row, "age", Double.class);
        return new SubscriptionState(
                value(row, "name", String.class),
                value(row, "size", Long.class),
                Duration.ofMillis(Math.round(seconds * 1000)),
                value(row, "parked", Long.class));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
