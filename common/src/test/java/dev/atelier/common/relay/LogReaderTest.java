package dev.atelier.common.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.EventsApplication.EventsTest;
import dev.atelier.common.relay.LoggedEvent.Cursor;
import dev.atelier.testing.RealParts;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Two transactions that overlap: the first one logs first and commits last. */
@EventsTest
class LogReaderTest {

    private static final String INSERT =
            """
            INSERT INTO workshops.event_log (id, type, subject, sequence, data)
            VALUES (gen_random_uuid(), 'thing.made.v1', '%s', 1, '{}')
            RETURNING position
            """;

    @Autowired DatabaseClient database;

    private final UUID early = UUID.randomUUID();
    private final UUID late = UUID.randomUUID();

    @Test
    void missesNothingWhenTransactionsOverlap() throws SQLException {
        LogReader reader = new LogReader(database);
        Cursor cursor = end(reader);
        List<UUID> read = new ArrayList<>();

        try (Connection slow = connection();
                Connection quick = connection()) {
            insert(slow, early);
            insert(quick, late);
            quick.commit();
            cursor = read(reader, cursor, read);
            assertThat(read).isEmpty();
            slow.commit();
        }
        read(reader, cursor, read);

        assertThat(read).containsExactly(early, late);
    }

    /** As text, the later one would come first. */
    @Test
    void readsTransactionsByNumber() throws SQLException {
        try (Connection connection = connection()) {
            connection
                    .createStatement()
                    .execute(
                            """
                            INSERT INTO workshops.event_log
                                   (transaction_id, id, type, subject, sequence, data)
                            VALUES ('9', gen_random_uuid(), 'thing.made.v1', '%s', 1, '{}'),
                                   ('10', gen_random_uuid(), 'thing.made.v1', '%s', 1, '{}')
                            """
                                    .formatted(early, late));
            connection.commit();
        }
        List<UUID> read = new ArrayList<>();

        read(new LogReader(database), new Cursor("8", 0), read);

        assertThat(read).startsWith(early, late);
    }

    /** What the reader guards against: the same story with a cursor on the position alone. */
    @Test
    void naiveCursorMissesTheSlowTransaction() throws SQLException {
        List<UUID> read = new ArrayList<>();
        try (Connection slow = connection();
                Connection quick = connection()) {
            long before = insert(slow, early) - 1;
            insert(quick, late);
            quick.commit();
            long after = readNaively(before, read);
            slow.commit();
            readNaively(after, read);
        }

        assertThat(read).containsExactly(late);
    }

    private Cursor end(LogReader reader) {
        return read(reader, new Cursor("0", 0), new ArrayList<>());
    }

    private Cursor read(LogReader reader, Cursor cursor, List<UUID> into) {
        List<LoggedEvent> page = reader.readAfter(cursor, 10_000).block();
        page.forEach(event -> into.add(event.subject()));
        return page.isEmpty() ? cursor : page.getLast().cursor();
    }

    private long readNaively(long position, List<UUID> into) throws SQLException {
        long last = position;
        try (Connection connection = connection();
                ResultSet rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "SELECT position, subject FROM workshops.event_log"
                                                + " WHERE position > %d ORDER BY position"
                                                        .formatted(position))) {
            while (rows.next()) {
                last = rows.getLong(1);
                into.add(rows.getObject(2, UUID.class));
            }
        }
        return last;
    }

    private static Connection connection() throws SQLException {
        Connection connection = RealParts.database("workshop-service").connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static long insert(Connection connection, UUID subject) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(INSERT.formatted(subject))) {
            row.next();
            return row.getLong(1);
        }
    }
}
