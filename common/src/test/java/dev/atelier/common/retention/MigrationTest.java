package dev.atelier.common.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.TestDatabase;
import dev.atelier.testing.TestPostgres;
import dev.atelier.topology.Schema;

import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A log that was there before partitions were. */
class MigrationTest {

    private static final Schema SCHEMA = new Schema("older");
    private static final String ALL =
            """
            SELECT string_agg(concat_ws(' ', position, transaction_id, id, type, subject, sequence,
                                        recorded_at, traceparent, data), E'\\n' ORDER BY position)
              FROM event_log
            """;
    private static final String INSERT =
            """
            INSERT INTO event_log (id, type, subject, sequence, recorded_at, data)
            SELECT gen_random_uuid(), 'thing.made.v1', gen_random_uuid(), n,
                   now() - n * interval '1 day', '{"n": 1}'
              FROM generate_series(1, 50) AS n
            """;

    private final TestDatabase database = TestPostgres.shared().database(List.of(SCHEMA));

    @BeforeEach
    void startWithOlderRelease() {
        migrate("0.2");
    }

    @Test
    void keepsEveryEventInItsPlace() throws SQLException {
        try (Connection application = application()) {
            application.createStatement().execute(INSERT);
            String before = value(application, ALL);
            String last = value(application, "SELECT max(position) FROM event_log");

            migrate("0.3");

            assertThat(value(application, ALL)).isEqualTo(before);
            application.createStatement().execute(INSERT);
            assertThat(
                            value(
                                    application,
                                    "SELECT min(position) > "
                                            + last
                                            + " FROM (SELECT position FROM event_log ORDER BY"
                                            + " position DESC LIMIT 50) AS added"))
                    .isEqualTo("t");
        }
    }

    @Test
    void waitsForWhoIsJustLogging() throws Exception {
        try (Connection application = application()) {
            application.setAutoCommit(false);
            application.createStatement().execute(INSERT);
            Thread migration = Thread.ofVirtual().start(() -> migrate("0.3"));
            awaitWaiting();
            application.commit();
            migration.join();

            assertThat(value(application, "SELECT count(*) FROM event_log")).isEqualTo("50");
        }
    }

    private void awaitWaiting() {
        Awaitility.await()
                .until(
                        () -> {
                            try (Connection administrator = database.connect()) {
                                return value(
                                                administrator,
                                                """
                                                SELECT count(*) FROM pg_locks
                                                 WHERE NOT granted AND relation =
                                                       'older.event_log'::regclass
                                                """)
                                        .equals("1");
                            }
                        });
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(url(), SCHEMA.ownerRole(), TestDatabase.PASSWORD)
                .locations("classpath:db/common")
                .target(MigrationVersion.fromVersion(version))
                .load()
                .migrate();
    }

    private Connection application() throws SQLException {
        return DriverManager.getConnection(url(), SCHEMA.applicationRole(), TestDatabase.PASSWORD);
    }

    private String url() {
        return "jdbc:postgresql://%s:%d/%s"
                .formatted(database.host(), database.port(), database.name());
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
