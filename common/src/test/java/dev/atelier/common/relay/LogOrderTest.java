package dev.atelier.common.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.EventsApplication.EventsTest;
import dev.atelier.common.relay.LoggedEvent.Cursor;
import dev.atelier.testing.RealParts;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Several instances write about the same subjects, each version the next of whatever is there. */
@EventsTest
class LogOrderTest {

    private static final int WRITERS = 8;
    private static final int EACH = 60;

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('%s', 0))";

    private static final String APPEND =
            """
            INSERT INTO workshops.event_log (id, type, subject, sequence, data)
            SELECT gen_random_uuid(), 'thing.made.v1', '%1$s', coalesce(max(sequence), 0) + 1, '{}'
              FROM workshops.event_log
             WHERE subject = '%1$s'
            """;

    @Autowired DatabaseClient database;

    private final List<UUID> subjects = Stream.generate(UUID::randomUUID).limit(3).toList();

    @Test
    void eachSubjectsVersionsAreInOrderWhoeverWrites()
            throws InterruptedException, ExecutionException {
        long seed = new Random().nextLong();

        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<Void>> writing = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Random random = new Random(seed + writer);
                Callable<Void> task = () -> write(random);
                writing.add(writers.submit(task));
            }
            for (Future<Void> one : writing) {
                one.get();
            }
        }

        List<LoggedEvent> log = log();
        for (UUID subject : subjects) {
            List<Long> sequences = sequences(log, subject);
            assertThat(sequences)
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .isEqualTo(LongStream.rangeClosed(1, sequences.size()).boxed().toList());
        }
        assertThat(log.stream().filter(event -> subjects.contains(event.subject())))
                .hasSize(WRITERS * EACH);
    }

    /** The guard: who writes something else before the lock may get ahead of whoever was first. */
    @Test
    void versionsAreOutOfOrderWhereTheLockIsTakenAfterTheFirstWrite() throws SQLException {
        UUID subject = subjects.getFirst();
        try (Connection early = connection();
                Connection quick = connection()) {
            execute(early, "SELECT pg_current_xact_id()");
            append(quick, subject);
            append(early, subject);
        }

        assertThat(sequences(log(), subject)).containsExactly(2L, 1L);
    }

    private Void write(Random random) throws SQLException {
        try (Connection connection = connection()) {
            for (int count = 0; count < EACH; count++) {
                append(connection, subjects.get(random.nextInt(subjects.size())));
            }
        }
        return null;
    }

    private static void append(Connection connection, UUID subject) throws SQLException {
        execute(connection, LOCK.formatted(subject));
        execute(connection, APPEND.formatted(subject));
        connection.commit();
    }

    private List<LoggedEvent> log() {
        return new LogReader(database).readAfter(new Cursor("0", 0), Integer.MAX_VALUE).block();
    }

    private static List<Long> sequences(List<LoggedEvent> log, UUID subject) {
        return log.stream()
                .filter(event -> event.subject().equals(subject))
                .map(LoggedEvent::sequence)
                .toList();
    }

    private static Connection connection() throws SQLException {
        Connection connection = RealParts.database("workshop-service").connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
