package dev.atelier.common.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.retention.LogInTime.Place;
import dev.atelier.common.retention.LogInTime.Row;
import dev.atelier.common.retention.LogPartitions.Old;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

@RetentionTest
class LogPartitionsTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Autowired DatabaseClient database;
    @Autowired EventLog log;
    @Autowired TransactionalOperator transaction;

    private final UUID subject = UUID.randomUUID();
    private LogPartitions partitions;
    private LogInTime time;

    @BeforeEach
    void begin() {
        partitions = new LogPartitions(database);
        time = new LogInTime(database);
    }

    @AfterEach
    void leave() {
        time.unsubscribeAll();
    }

    @Test
    void makesPartitionsAheadAndNoMoreWhenTheyAreThere() {
        assertThat(prepare(Duration.ofDays(3))).isEqualTo(3);
        assertThat(prepare(Duration.ofDays(3))).isZero();

        time.append(subject, 1);

        assertThat(time.partitionOf(subject, 1))
                .isEqualTo("event_log_" + time.now.toString().substring(0, 10).replace("-", ""));
    }

    @Test
    void makesPartitionOfWhatWasLoggedWhereNoneWas() {
        time.append(subject, 1);
        assertThat(time.partitionOf(subject, 1)).isEqualTo("event_log_default");
        assertThat(partitions.extent().block().overflowing()).isTrue();

        prepare(Duration.ofDays(1));

        assertThat(time.partitionOf(subject, 1)).startsWith("event_log_2");
        assertThat(partitions.extent().block().overflowing()).isFalse();
        time.pass(Duration.ofDays(1));
        time.append(subject, 2);
        assertThat(time.partitionOf(subject, 2)).isEqualTo("event_log_default");
        prepare(DAY);
    }

    @Test
    void keepsWhatComesAfterItsPartitionIsGone() {
        prepare(Duration.ofDays(2));
        dropFirst();
        time.now = time.now.minus(Duration.ofDays(400));

        time.append(subject, 1);
        prepare(Duration.ofDays(410));

        assertThat(time.partitionOf(subject, 1)).isEqualTo("event_log_carried");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void refusesVersionThatIsThereAlsoOverMidnight(long milliseconds) {
        prepare(Duration.ofDays(2));
        time.pass(DAY.minusMillis(1));
        time.append(subject, 1);

        time.pass(Duration.ofMillis(1 + milliseconds));

        assertThatThrownBy(() -> time.append(subject, 1)).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void letsTheSecondOfTwoOverMidnightWaitForTheFirst() throws SQLException {
        prepare(Duration.ofDays(2));
        Instant midnight = time.now.plus(DAY);
        try (Connection first = LogInTime.connection()) {
            first.setAutoCommit(false);
            insert(first, midnight.minusSeconds(1));
            CompletableFuture<Integer> second =
                    CompletableFuture.supplyAsync(() -> insert(midnight.plusSeconds(1)));
            awaitWaiting();
            first.commit();

            assertThatThrownBy(second::join).hasStackTraceContaining("event_log_midnight_pkey");
        }
    }

    /** What the table of midnight guards against. */
    @Test
    void acceptsVersionTwiceOverMidnightWithoutItsGuard() throws SQLException {
        prepare(Duration.ofDays(2));
        Instant midnight = time.now.plus(DAY);
        try (Connection administrator = LogInTime.connection()) {
            administrator.setAutoCommit(false);
            administrator
                    .createStatement()
                    .execute("ALTER TABLE event_log DISABLE TRIGGER event_log_at_midnight");

            assertThat(insert(administrator, midnight.minusSeconds(1))).isOne();
            assertThat(insert(administrator, midnight.plusSeconds(1))).isOne();
            administrator.rollback();
        }
    }

    @Test
    void forgetsMidnightThatIsOver() {
        time.now = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.DAYS);
        time.append(subject, 1);
        assertThat(atMidnight()).isOne();

        partitions.forgetMidnight().block();

        assertThat(atMidnight()).isZero();
    }

    @Test
    void holdsPartitionThatSubscriberHasNotRead() {
        prepare(Duration.ofDays(1));
        Place first = time.append(subject, 1);
        time.append(subject, 2);
        String partition = time.partitionOf(subject, 1);
        time.subscribe("behind", new Place(first.transaction(), first.position() - 1));
        time.pass(Duration.ofDays(2));

        assertThat(old())
                .contains(new Old(partition, "subscription behind, which has not read it"));
        goThrough(partition);
        assertThat(partitions.drop(partition).block()).isFalse();

        time.subscribe("behind", first);
        assertThat(partitions.drop(partition).block()).isTrue();
        assertThat(time.after(first)).extracting(Row::sequence).containsExactly(2L);
    }

    @Test
    void holdsPartitionWithParkedEvent() {
        prepare(Duration.ofDays(1));
        Place place = time.append(subject, 1);
        time.append(subject, 2);
        String partition = time.partitionOf(subject, 1);
        time.execute(
                "INSERT INTO parked_event (subscription, position, reason) VALUES ('it', %d, 'large')"
                        .formatted(place.position()));
        time.pass(Duration.ofDays(2));

        assertThat(old())
                .contains(
                        new Old(partition, "subscription it, with an event of it that is parked"));
        goThrough(partition);
        assertThat(partitions.drop(partition).block()).isFalse();

        time.execute("DELETE FROM parked_event");
        assertThat(partitions.drop(partition).block()).isTrue();
    }

    @Test
    void dropsNothingThatWasNotGoneThrough() {
        prepare(Duration.ofDays(1));
        time.append(subject, 1);

        assertThat(partitions.drop(time.partitionOf(subject, 1)).block()).isFalse();
    }

    /** What has moved is the row that it was, so that nobody gets it again. */
    @Test
    void carriesRowsForwardAsTheyAre() {
        prepare(Duration.ofDays(1));
        time.append(subject, 1);
        time.append(subject, 2);
        List<Map<String, Object>> before = newestRow();

        goThrough(time.partitionOf(subject, 2));

        assertThat(time.partitionOf(subject, 1)).isNotEqualTo("event_log_carried");
        assertThat(time.partitionOf(subject, 2)).isEqualTo("event_log_carried");
        assertThat(newestRow()).isEqualTo(before);
    }

    @Test
    void sweepsWhatWasReplacedWhenAllArePastIt() {
        prepare(Duration.ofDays(1));
        Place first = time.append(subject, 1);
        goThrough(time.partitionOf(subject, 1));
        time.append(subject, 2);
        time.subscribe("behind", new Place(first.transaction(), first.position() - 1));

        sweep();
        assertThat(time.partitionOf(subject, 1)).isEqualTo("event_log_carried");

        time.subscribe("behind", first);
        sweep();
        assertThat(time.partitionOf(subject, 1)).isNull();
        assertThat(time.partitionOf(subject, 2)).isNotNull();
    }

    /** A row that moves under an update makes it fail, and one that is copied would escape it. */
    @Test
    void letsRedactionWaitForRowsThatMove() throws SQLException {
        prepare(Duration.ofDays(1));
        time.append(subject, 1);
        String partition = time.partitionOf(subject, 1);
        try (Connection keeper = LogInTime.connection()) {
            keeper.setAutoCommit(false);
            keeper.createStatement()
                    .execute("SELECT event_log_carry('%s', 100)".formatted(partition));
            CompletableFuture<Void> redaction =
                    transaction.transactional(log.redact(subject, Map.of("gone", true))).toFuture();
            awaitWaiting();
            keeper.commit();
            redaction.join();
        }

        assertThat(time.partitionOf(subject, 1)).isEqualTo("event_log_carried");
        assertThat(log.about(subject).blockLast().data().toString()).isEqualTo("{\"gone\":true}");
    }

    @Test
    void doesNothingWhileAnotherInstanceIsAtIt() throws SQLException {
        try (Connection other = LogInTime.connection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("SELECT event_log_lock()");

            assertThat(prepare(Duration.ofDays(3))).isZero();
            other.rollback();
        }
        assertThat(prepare(Duration.ofDays(3))).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE event_log_first",
                "TRUNCATE event_log_default",
                "ALTER TABLE event_log DETACH PARTITION event_log_carried",
                "CREATE TABLE event_log_mine PARTITION OF event_log FOR VALUES FROM (false,"
                        + " '2000-01-01') TO (false, '2000-01-02')"
            })
    void leavesTablesToTheirOwner(String statement) {
        assertThatThrownBy(() -> time.execute(statement)).hasStackTraceContaining("[42501]");
    }

    private int prepare(Duration beyond) {
        Duration ahead = Duration.between(Instant.now(), time.now).plus(beyond);
        return partitions.prepare(DAY, ahead).block();
    }

    private List<Old> old() {
        return partitions.olderThan(time.keeping(DAY).age()).collectList().block();
    }

    private void goThrough(String partition) {
        while (partitions.carry(partition, 10).block() > 0) {}
    }

    private void sweep() {
        while (partitions.sweep(10).block() > 0) {}
    }

    private void dropFirst() {
        String oldest = time.partitions().getFirst();
        goThrough(oldest);
        assertThat(partitions.drop(oldest).block()).isTrue();
    }

    private long atMidnight() {
        return time.one(
                "SELECT count(*) FROM event_log_midnight WHERE subject = '%s'".formatted(subject),
                Long.class);
    }

    private List<Map<String, Object>> newestRow() {
        return time.rows(
                """
                SELECT position, transaction_id::text, id, type, sequence, recorded_at,
                       traceparent, data::text
                  FROM event_log WHERE subject = '%s' AND sequence = 2
                """
                        .formatted(subject));
    }

    private int insert(Instant at) {
        try (Connection connection = LogInTime.connection()) {
            return insert(connection, at);
        } catch (SQLException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private int insert(Connection connection, Instant at) throws SQLException {
        return connection
                .createStatement()
                .executeUpdate(
                        """
                        INSERT INTO event_log (id, type, subject, sequence, recorded_at, data)
                        VALUES (gen_random_uuid(), 'thing.made.v1', '%s', 1, '%s', '{}')
                        """
                                .formatted(subject, at));
    }

    private void awaitWaiting() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                time.one(
                                                """
                                                SELECT count(*) FROM pg_locks
                                                 WHERE NOT granted
                                                   AND (database IS NULL OR database =
                                                        (SELECT oid FROM pg_database
                                                          WHERE datname = current_database()))
                                                """,
                                                Long.class)
                                        > 0);
    }
}
