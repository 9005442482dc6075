package dev.atelier.common.control;

import dev.atelier.common.control.SubscriptionState.Lag;
import dev.atelier.common.control.SubscriptionState.Place;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The subscriptions' rows, as an operator sees and changes them. */
class Subscriptions {

    /** Of a subscription, with its name or with none for all. */
    private static final String STATES =
            """
            SELECT name, queue, types, paused,
                   cursor_transaction::text AS cursor_transaction, cursor_position,
                   lag.events, lag.seconds,
                   (SELECT count(*) FROM parked_event WHERE subscription = name) AS parked
              FROM subscription
             CROSS JOIN LATERAL (
                   SELECT count(*) AS events,
                          coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)
                              ::double precision AS seconds
                     FROM event_log
                    WHERE (transaction_id, position) > (cursor_transaction, cursor_position)
                      AND %s) AS lag
             WHERE name = $1 OR $1 IS NULL
             ORDER BY name
            """
                    .formatted(EventTypes.WANTED);

    private static final String PAUSE = "UPDATE subscription SET paused = $2 WHERE name = $1";

    /** Times of recording do not rise with the log's order: the first in that order counts. */
    private static final String START =
            """
            WITH start AS (
                 SELECT transaction_id, position - 1 AS position
                   FROM event_log
                  WHERE recorded_at >= $2
                  ORDER BY transaction_id, position
                  LIMIT 1)
            """;

    private static final String COUNT =
            START
                    + """
                    SELECT count(*)
                      FROM subscription, start, event_log
                     WHERE name = $1
                       AND (event_log.transaction_id, event_log.position)
                           > (start.transaction_id, start.position)
                       AND (event_log.transaction_id, event_log.position)
                           <= (cursor_transaction, cursor_position)
                       AND %s
                    """
                            .formatted(EventTypes.WANTED);

    /**
     * Never moves a cursor forward, which would lose events. The epoch rises in any case: what is
     * on its way in this moment is sent again too.
     */
    private static final String REPLAY =
            START
                    + """
                    UPDATE subscription
                       SET epoch = epoch + 1,
                           cursor_transaction =
                               CASE WHEN (start.transaction_id, start.position)
                                         < (cursor_transaction, cursor_position)
                                    THEN start.transaction_id ELSE cursor_transaction END,
                           cursor_position =
                               CASE WHEN (start.transaction_id, start.position)
                                         < (cursor_transaction, cursor_position)
                                    THEN start.position ELSE cursor_position END
                      FROM (VALUES (1)) AS one LEFT JOIN start ON true
                     WHERE name = $1
                    """;

    private static final String FORGET =
            """
            WITH parked AS (DELETE FROM parked_event WHERE subscription = $1)
            DELETE FROM subscription WHERE name = $1
            """;

    private final DatabaseClient database;
    private final Set<String> topology;

    /**
     * @param topology the names of those that are wanted
     */
    Subscriptions(DatabaseClient database, Set<String> topology) {
        this.database = database;
        this.topology = topology;
    }

    Flux<SubscriptionState> all() {
        return states(null);
    }

    Mono<SubscriptionState> find(String name) {
        return states(name).singleOrEmpty();
    }

    boolean isInTopology(String name) {
        return topology.contains(name);
    }

    Mono<Void> pause(String name, boolean paused) {
        return database.sql(PAUSE).bind("$1", name).bind("$2", paused).then();
    }

    /** How many events a replay would send again. */
    Mono<Long> countSince(String name, Instant instant) {
        return database.sql(COUNT).bind("$1", name).bind("$2", instant).mapValue(Long.class).one();
    }

    /** Sets the cursor back to the first event that was recorded then or later. */
    Mono<Void> replay(String name, Instant instant) {
        return database.sql(REPLAY).bind("$1", name).bind("$2", instant).then();
    }

    Mono<Void> forget(String name) {
        return database.sql(FORGET).bind("$1", name).then();
    }

    private Flux<SubscriptionState> states(@Nullable String name) {
        return database.sql(STATES)
                .bind("$1", Parameters.in(R2dbcType.VARCHAR, name))
                .map(this::state)
                .all();
    }

    private SubscriptionState state(Readable row) {
        String name = value(row, "name", String.class);
        return new SubscriptionState(
                name,
                value(row, "queue", String.class),
                List.of(value(row, "types", String[].class)),
                isInTopology(name),
                value(row, "paused", Boolean.class),
                new Place(
                        value(row, "cursor_transaction", String.class),
                        value(row, "cursor_position", Long.class)),
                new Lag(value(row, "events", Long.class), value(row, "seconds", Double.class)),
                value(row, "parked", Long.class));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
