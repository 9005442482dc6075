package dev.atelier.common.retention;

import dev.atelier.testing.RealParts;

import org.springframework.r2dbc.core.DatabaseClient;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The log with a time of its own. It begins where the last partition ends, so that no test meets
 * what another has left, and events are recorded at it; retention goes by the database's clock, so
 * its ages are corrected by the difference.
 */
class LogInTime {

    private static final String APPEND =
            """
            INSERT INTO event_log (id, type, subject, sequence, recorded_at, data)
            VALUES (gen_random_uuid(), 'thing.changed.v1', $1, $2, $3, '{"secret": "s"}')
            RETURNING transaction_id::text AS transaction_id, position
            """;

    private static final String AFTER =
            """
            SELECT transaction_id::text AS transaction, position, subject, sequence,
                   data::text AS data
              FROM event_log
             WHERE (event_log.transaction_id, position) > ($1::xid8, $2)
             ORDER BY event_log.transaction_id, position
            """;

    private final DatabaseClient database;
    Instant now;

    LogInTime(DatabaseClient database) {
        this.database = database;
        this.now = one("SELECT max(ends_at) FROM event_log_partition", Instant.class);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Place append(UUID subject, long sequence) {
        return database.sql(APPEND)
                .bind("$1", subject)
                .bind("$2", sequence)
                .bind("$3", now)
                .map(
                        row ->
                                new Place(
                                        Long.parseLong(row.get("transaction_id", String.class)),
                                        row.get("position", Long.class)))
                .one()
                .block();
    }

    List<Row> after(Place place) {
        return database.sql(AFTER)
                .bind("$1", Long.toString(place.transaction()))
                .bind("$2", place.position())
                .map(
                        row ->
                                new Row(
                                        new Place(
                                                Long.parseLong(
                                                        row.get("transaction", String.class)),
                                                row.get("position", Long.class)),
                                        row.get("subject", UUID.class),
                                        row.get("sequence", Long.class),
                                        row.get("data", String.class)))
                .all()
                .collectList()
                .block();
    }

    /** Settings by which events of that age are old. */
    RetentionProperties keeping(Duration age) {
        Duration ahead = Duration.between(Instant.now(), now);
        return new RetentionProperties(
                age.minus(ahead), Duration.ofDays(1), ahead.plusDays(2), Duration.ofHours(1), 7);
    }

    /** The partition in which the event is. */
    String partitionOf(UUID subject, long sequence) {
        return database.sql(
                        """
                        SELECT tableoid::regclass::text FROM event_log
                         WHERE subject = $1 AND sequence = $2
                        """)
                .bind("$1", subject)
                .bind("$2", sequence)
                .mapValue(String.class)
                .one()
                .block();
    }

    List<String> partitions() {
        return database.sql("SELECT name FROM event_log_partition ORDER BY ends_at")
                .mapValue(String.class)
                .all()
                .collectList()
                .block();
    }

    void subscribe(String name, Place cursor) {
        execute(
                """
                INSERT INTO subscription (name, queue, types, cursor_transaction, cursor_position)
                VALUES ('%1$s', '', '{}', '%2$d', %3$d)
                ON CONFLICT (name) DO UPDATE
                    SET cursor_transaction = '%2$d', cursor_position = %3$d
                """
                        .formatted(name, cursor.transaction(), cursor.position()));
    }

    void unsubscribeAll() {
        execute("DELETE FROM parked_event");
        execute("DELETE FROM subscription");
    }

    void execute(String sql) {
        database.sql(sql).then().block();
    }

    <T> T one(String sql, Class<T> type) {
        return database.sql(sql).mapValue(type).one().block();
    }

    List<Map<String, Object>> rows(String sql) {
        return database.sql(sql).fetch().all().collectList().block();
    }

    /** A connection of the administrator's that sees the tables of the service. */
    static Connection connection() throws SQLException {
        Connection connection = RealParts.database("user-service", "retention").connect();
        connection.createStatement().execute("SET search_path = users");
        return connection;
    }

    /** A place in the log's order. */
    record Place(long transaction, long position) implements Comparable<Place> {

        static final Place BEGINNING = new Place(0, 0);

        @Override
        public int compareTo(Place other) {
            int byTransaction = Long.compare(transaction, other.transaction);
            return byTransaction == 0 ? Long.compare(position, other.position) : byTransaction;
        }
    }

    /** An event as it stands in the log. */
    record Row(Place place, UUID subject, long sequence, String data) {}
}
