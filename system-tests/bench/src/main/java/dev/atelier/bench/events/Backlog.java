package dev.atelier.bench.events;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A log full of events, and the cursors of who is to get them. */
final class Backlog {

    private static final int AT_ONCE = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Nine of ten are about participants of their own, one about one of 1,000 workshops. */
    private static final String LOG =
            """
            INSERT INTO event_log (id, type, subject, sequence, data)
            SELECT gen_random_uuid(),
                   CASE WHEN n % 10 = 0 THEN 'seats.changed.v1' ELSE 'participant.enrolled.v1' END,
                   CASE WHEN n % 10 = 0 THEN md5('workshop' || n / 10 % 1000)::uuid
                        ELSE md5('participant' || n)::uuid END,
                   CASE WHEN n % 10 = 0 THEN 1 + n / 10000 ELSE 1 END,
                   jsonb_build_object(
                       'id', md5('participant' || n)::uuid,
                       'workshopId', md5('workshop' || n / 10 % 1000)::uuid,
                       'userId', md5('user' || n)::uuid, 'status', 'ENROLLED',
                       'offerExpiresAt', null, 'cancelledBy', null, 'needsAttention', '[]'::jsonb,
                       'acknowledgedRequirements', jsonb_build_array(md5('requirement' || n)::uuid),
                       'version', 1, 'createdAt', now(), 'updatedAt', now())
              FROM generate_series(?, ?) AS n
            """;

    /** A new epoch tells the relay that its cursor was moved. */
    private static final String PUT_BACK =
            """
            UPDATE subscription
               SET cursor_transaction = '0', cursor_position = 0, epoch = epoch + 1
             WHERE name = ANY (?)
            """;

    private static final String PUT_TO_THE_END =
            """
            UPDATE subscription
               SET cursor_transaction = transaction_id, cursor_position = position,
                   epoch = epoch + 1
              FROM (SELECT transaction_id, position FROM event_log
                     ORDER BY transaction_id DESC, position DESC LIMIT 1) AS newest
             WHERE name = ?
            """;

    private static final String UNSENT =
            """
            SELECT EXISTS (
                SELECT FROM event_log
                 WHERE (transaction_id, position) > (cursor_transaction, cursor_position))
              FROM subscription WHERE name = ?
            """;

    private final Connection database;
    private final int events;

    /**
     * @param database of the schema's owner
     */
    Backlog(Connection database, int events) {
        this.database = database;
        this.events = events;
    }

    void fill() throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("TRUNCATE event_log");
        }
        try (PreparedStatement log = database.prepareStatement(LOG)) {
            for (int first = 1; first <= events; first += AT_ONCE) {
                log.setInt(1, first);
                log.setInt(2, Math.min(first + AT_ONCE - 1, events));
                log.executeUpdate();
            }
        }
        try (Statement statement = database.createStatement()) {
            statement.execute("VACUUM ANALYZE event_log");
        }
    }

    /** Has all of it sent to these. */
    void putBack(Collection<String> subscriptions) throws SQLException {
        try (PreparedStatement putBack = database.prepareStatement(PUT_BACK)) {
            putBack.setArray(1, database.createArrayOf("text", subscriptions.toArray()));
            putBack.executeUpdate();
        }
    }

    /** Leaves nothing to send to it. */
    void putToTheEnd(String subscription) throws SQLException {
        try (PreparedStatement toTheEnd = database.prepareStatement(PUT_TO_THE_END)) {
            toTheEnd.setString(1, subscription);
            toTheEnd.executeUpdate();
        }
    }

    /** How many events a second the subscription gets, from the first to the last of all. */
    double workOff(String subscription) throws SQLException, InterruptedException {
        long start = System.nanoTime();
        putBack(List.of(subscription));
        while (isUnsent(subscription)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException(subscription + " does not get its events");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return events * 1e9 / (System.nanoTime() - start);
    }

    /** A subscription that is not there yet will begin at the beginning. */
    private boolean isUnsent(String subscription) throws SQLException {
        try (PreparedStatement unsent = database.prepareStatement(UNSENT)) {
            unsent.setString(1, subscription);
            try (ResultSet row = unsent.executeQuery()) {
                return !row.next() || row.getBoolean(1);
            }
        }
    }
}
