package dev.atelier.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atelier.topology.Deployable;
import dev.atelier.topology.Schema;
import dev.atelier.topology.Topology;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

class PostgresTest {

    private static final List<Schema> SCHEMAS =
            Topology.ATELIER.services().stream()
                    .map(Deployable::schema)
                    .map(schema -> schema.orElseThrow())
                    .toList();
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String READ_NOTES = "SELECT text FROM %s.note";

    @TempDir private static Path directory;

    private static Postgres postgres;
    private static Component component;

    @BeforeAll
    static void start() throws SQLException {
        Recorder recorder = new Recorder();
        Home home = new Home(directory);
        postgres =
                new Postgres(
                        home,
                        Ports.free().of(Postgres.NAME),
                        Topology.ATELIER,
                        new Preparation(directory.resolve("prepared"), recorder));
        component = new Component(postgres, home, recorder);
        startComponent();
        for (Schema schema : SCHEMAS) {
            try (Connection owner = postgres.connect(schema.ownerRole())) {
                run(owner, "CREATE TABLE note (text text)");
                run(owner, "INSERT INTO note VALUES ('kept')");
            }
        }
    }

    @AfterAll
    static void stop() {
        component.stop();
    }

    static Stream<Schema> schemas() {
        return SCHEMAS.stream();
    }

    static Stream<Schema[]> pairs() {
        return SCHEMAS.stream()
                .flatMap(
                        own ->
                                SCHEMAS.stream()
                                        .filter(other -> !other.equals(own))
                                        .map(other -> new Schema[] {own, other}));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void refusesApplicationRoleInAnotherServicesSchema(Schema own, Schema other)
            throws SQLException {
        try (Connection application = postgres.connect(own.applicationRole())) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> run(application, READ_NOTES.formatted(other.name())))
                    .satisfies(PostgresTest::isRefused);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void refusesOwnerRoleInAnotherServicesSchema(Schema own, Schema other) throws SQLException {
        try (Connection owner = postgres.connect(own.ownerRole())) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> run(owner, READ_NOTES.formatted(other.name())))
                    .satisfies(PostgresTest::isRefused);
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void letsApplicationRoleChangeRowsAndNoObjects(Schema schema) throws SQLException {
        try (Connection application = postgres.connect(schema.applicationRole())) {
            run(application, "INSERT INTO note VALUES ('new')");
            run(application, "DELETE FROM note WHERE text = 'new'");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> run(application, "CREATE TABLE mine (text text)"))
                    .satisfies(PostgresTest::isRefused);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> run(application, "CREATE TABLE public.mine (text text)"))
                    .satisfies(PostgresTest::isRefused);
        }
    }

    @Test
    void keepsDataOverRestart() throws SQLException {
        component.stop();
        startComponent();

        assertThat(notes()).containsExactly("kept");
    }

    @Test
    void keepsDataOverKill() throws SQLException {
        component.kill();
        startComponent();

        assertThat(notes()).containsExactly("kept");
    }

    @Test
    void stopsThoughClientIsConnected() throws SQLException {
        try (Connection _ = postgres.superuser()) {
            component.stop();
            assertThat(component.state()).isInstanceOf(State.Stopped.class);
        }
        startComponent();
    }

    private static void startComponent() {
        component.begin();
        component.start(List.of());
        assertThat(component.state()).isInstanceOf(State.Ready.class);
    }

    private static List<String> notes() throws SQLException {
        try (Connection application = postgres.connect("users_app");
                Statement statement = application.createStatement();
                ResultSet rows = statement.executeQuery("SELECT text FROM note")) {
            rows.next();
            return List.of(rows.getString(1));
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void isRefused(SQLException exception) {
        assertThat(exception.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE);
    }
}
