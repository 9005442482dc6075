package dev.atelier.common.relay;

import dev.atelier.common.relay.LoggedEvent.Cursor;
import dev.atelier.common.relay.RelayProperties.Start;
import dev.atelier.common.relay.RelayProperties.Subscription;

import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.util.Objects;

/** The subscriptions' rows, and with them their cursors. */
class Subscriptions {

    private static final String SUBSCRIBE =
            """
            INSERT INTO subscription (name, queue, types, cursor_transaction, cursor_position)
            VALUES ($1, $2, $3,
                    CASE WHEN $4 THEN '0'::xid8
                         ELSE pg_snapshot_xmin(pg_current_snapshot()) END, 0)
            ON CONFLICT (name) DO UPDATE SET queue = excluded.queue, types = excluded.types
            """;

    private static final String CURSOR =
            """
            SELECT cursor_transaction::text AS cursor_transaction, cursor_position
              FROM subscription
             WHERE name = $1
            """;

    /** Harmless when someone else owns the lease by now, or a replay has moved the cursor. */
    private static final String ADVANCE =
            """
            UPDATE subscription
               SET cursor_transaction = $4::xid8, cursor_position = $5
             WHERE name = $1
               AND cursor_transaction = $2::xid8 AND cursor_position = $3
               AND EXISTS (SELECT FROM relay_lease WHERE owner = $6 AND epoch = $7)
            """;

    private static final String PARK =
            """
            INSERT INTO parked_event (subscription, position, reason)
            VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING
            """;

    private final DatabaseClient database;

    Subscriptions(DatabaseClient database) {
        this.database = database;
    }

    /** Makes the subscription's row; one that exists keeps its cursor. */
    Mono<Void> subscribe(Subscription subscription) {
        return database.sql(SUBSCRIBE)
                .bind("$1", subscription.name())
                .bind("$2", subscription.queue())
                .bind("$3", subscription.types().toArray(String[]::new))
                .bind("$4", subscription.start() == Start.BEGINNING)
                .then();
    }

    Mono<Cursor> cursor(String subscription) {
        return database.sql(CURSOR)
                .bind("$1", subscription)
                .map(
                        row ->
                                new Cursor(
                                        Objects.requireNonNull(
                                                row.get("cursor_transaction", String.class)),
                                        Objects.requireNonNull(
                                                row.get("cursor_position", Long.class))))
                .one();
    }

    /**
     * Moves a cursor on.
     *
     * @return whether it moved: not when it is elsewhere by now or the lease is lost
     */
    Mono<Boolean> advance(String subscription, Cursor from, Cursor to, RelayLease.Held lease) {
        return database.sql(ADVANCE)
                .bind("$1", subscription)
                .bind("$2", from.transaction())
                .bind("$3", from.position())
                .bind("$4", to.transaction())
                .bind("$5", to.position())
                .bind("$6", lease.owner())
                .bind("$7", lease.epoch())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Sets aside an event that the queue will never accept. */
    Mono<Void> park(String subscription, LoggedEvent event, String reason) {
        return database.sql(PARK)
                .bind("$1", subscription)
                .bind("$2", event.cursor().position())
                .bind("$3", reason)
                .then();
    }
}
