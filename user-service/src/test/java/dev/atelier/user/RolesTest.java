package dev.atelier.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.testing.RealParts;
import dev.atelier.testing.TestDatabase;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Schema;
import dev.atelier.topology.Topology;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** What the role that the service runs as may do in the database. */
@UserServiceTest
class RolesTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final Schema USERS =
            Topology.ATELIER.deployable("user-service").schema().orElseThrow();

    private final TestDatabase database = RealParts.database("user-service");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE users ADD COLUMN more text",
                "ALTER TABLE users DISABLE TRIGGER ALL",
                "DROP TABLE users",
                "TRUNCATE users",
                "DROP INDEX users_email",
                "CREATE TABLE more (id uuid)",
                "CREATE TABLE public.more (id uuid)"
            })
    void mayNotChangeTables(String statement) {
        refuses(statement);
    }

    @Test
    void mayReadAndWriteRows() throws SQLException {
        try (Connection connection = as(USERS.applicationRole());
                var statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT count(*) FROM users")).isTrue();
            statement.execute("UPDATE users SET version = version WHERE false");
        }
    }

    @ParameterizedTest
    @MethodSource("schemasOfOthers")
    void mayNotEnterOtherSchemas(Schema other) throws SQLException {
        try (Connection administrator = database.connect();
                var statement = administrator.createStatement()) {
            statement.execute(other.bootstrapSql(TestDatabase.PASSWORD, TestDatabase.PASSWORD));
        }
        try (Connection owner = as(other.ownerRole());
                var statement = owner.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS theirs (id uuid)");
        }

        refuses("SELECT * FROM %s.theirs".formatted(other.name()));
        refuses("INSERT INTO %s.theirs VALUES (gen_random_uuid())".formatted(other.name()));
        refuses("CREATE TABLE %s.ours (id uuid)".formatted(other.name()));
        refuses("SET ROLE " + other.applicationRole());
    }

    private static List<Schema> schemasOfOthers() {
        return Topology.ATELIER.services().stream()
                .map(Deployable::schema)
                .map(schema -> schema.orElseThrow())
                .filter(schema -> !schema.equals(USERS))
                .toList();
    }

    private void refuses(String sql) {
        assertThatThrownBy(
                        () -> {
                            try (Connection connection = as(USERS.applicationRole());
                                    var statement = connection.createStatement()) {
                                statement.execute(sql);
                            }
                        })
                .isInstanceOf(SQLException.class)
                .extracting(refusal -> ((SQLException) refusal).getSQLState())
                .isEqualTo(INSUFFICIENT_PRIVILEGE);
    }

    private Connection as(String role) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(database.host(), database.port(), database.name()),
                role,
                TestDatabase.PASSWORD);
    }
}
