package dev.atelier.common.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.common.EventsApplication.EventsTest;
import dev.atelier.common.eventlog.WakeUp;
import dev.atelier.common.relay.RelayProperties.Relay;
import dev.atelier.testing.RealParts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.Disposable;
import reactor.core.Disposables;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

@EventsTest
class CommitNoticesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Relay SETTINGS =
            new Relay(
                    500,
                    2000,
                    4,
                    Duration.ofHours(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(50),
                    Duration.ofMillis(500));

    @Autowired DatabaseClient database;

    private final WakeUp here = new WakeUp();
    private final WakeUp there = new WakeUp();
    private final Disposable.Composite running = Disposables.composite();

    @BeforeEach
    void start() {
        running.add(new CommitNotices(database, there, SETTINGS).receive().subscribe());
        awaitWakeUpAfter(0);
        running.add(new CommitNotices(database, here, SETTINGS).send().subscribe());
    }

    @AfterEach
    void stop() {
        running.dispose();
    }

    @Test
    void commitHereWakesTheRelayThere() {
        long before = there.count();

        here.wake();

        awaitWakeUpAfter(before);
    }

    @Test
    void oneNoticeIsForManyCommits() {
        long before = there.count();

        for (int commit = 0; commit < 10_000; commit++) {
            here.wake();
        }

        awaitWakeUpAfter(before);
        assertThat(there.count() - before).isLessThan(10);
    }

    @Test
    void lastCommitOfManyIsNoticedToo() {
        here.wake();
        awaitWakeUpAfter(1);
        long before = there.count();

        here.wake();

        awaitWakeUpAfter(before);
    }

    @Test
    void listensAgainWhenItsConnectionIsLost() throws SQLException {
        long before = there.count();

        terminateListeners();
        awaitWakeUpAfter(before);
        long connected = there.count();
        here.wake();

        awaitWakeUpAfter(connected);
    }

    private void awaitWakeUpAfter(long count) {
        await().atMost(PATIENCE).until(() -> there.count() > count);
    }

    private static void terminateListeners() throws SQLException {
        try (Connection connection = RealParts.database("workshop-service").connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE datname = current_database() AND query LIKE '%LISTEN%'
                       AND pid <> pg_backend_pid()
                    """);
        }
    }
}
