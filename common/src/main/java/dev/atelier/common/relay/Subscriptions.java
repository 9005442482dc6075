package dev.atelier.common.relay;

import dev.atelier.common.relay.LoggedEvent.Cursor;
import dev.atelier.common.relay.RelayProperties.Start;
import dev.atelier.common.relay.RelayProperties.Subscription;

import io.r2dbc.spi.Readable;

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

    private static final String PLACE =
            """
            SELECT cursor_transaction::text AS cursor_transaction, cursor_position, epoch
              FROM subscription
             WHERE name = $1 AND NOT paused
            """;

    /** Harmless when someone else owns the lease by now, or a replay has moved the cursor. */
    private static final String ADVANCE =
            """
            UPDATE subscription
               SET cursor_transaction = $5::xid8, cursor_position = $6
             WHERE name = $1
               AND cursor_transaction = $2::xid8 AND cursor_position = $3 AND epoch = $4
               AND EXISTS (SELECT FROM relay_lease WHERE owner = $7 AND epoch = $8)
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

    /** Where to go on; empty while an operator holds the subscription, or has removed it. */
    Mono<Place> place(String subscription) {
        return database.sql(PLACE).bind("$1", subscription).map(Subscriptions::read).one();
    }

    /**
     * Moves a cursor on.
     *
     * @return whether it moved: not when it is elsewhere by now or the lease is lost
     */
    Mono<Boolean> advance(String subscription, Place from, Cursor to, RelayLease.Held lease) {
        return database.sql(ADVANCE)
                .bind("$1", subscription)
                .bind("$2", from.cursor().transaction())
                .bind("$3", from.cursor().position())
                .bind("$4", from.epoch())
                .bind("$5", to.transaction())
                .bind("$6", to.position())
                .bind("$7", lease.owner())
                .bind("$8", lease.epoch())
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

    private static Place read(Readable row) {
        return new Place(
                new Cursor(
                        value(row, "cursor_transaction", String.class),
                        value(row, "cursor_position", Long.class)),
                value(row, "epoch", Long.class));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    /**
     * Where a subscription is.
     *
     * @param epoch rises when an operator moves the cursor, be it to where it was before
     */
    record Place(Cursor cursor, long epoch) {}
}
