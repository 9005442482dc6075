package dev.atelier.local;

import dev.atelier.topology.Deployable;
import dev.atelier.topology.Schema;
import dev.atelier.topology.Topology;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * The topology's database on a server that runs, on a laptop as in a container.
 *
 * @param host of the server
 * @param port of the server
 * @param topology says which schemas and roles there are
 * @param passwords of the roles, and of the superuser
 */
public record Database(String host, int port, Topology topology, Passwords passwords) {

    public static final String NAME = "atelier";
    public static final String SUPERUSER = "postgres";

    private static final String EXISTS = "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'";

    /** Makes the database, its schemas and roles, or brings them up to date. */
    public void make() throws SQLException {
        create();
        try (Connection connection = connect(SUPERUSER);
                Statement statement = connection.createStatement()) {
            statement.execute(Schema.databaseSql());
            for (Schema schema : schemas()) {
                statement.execute(bootstrapSql(schema));
            }
        }
    }

    /** A connection with the rights of one role. */
    Connection connect(String role) throws SQLException {
        return connect(role, NAME);
    }

    /** A superuser's connection to the server, whatever it has. */
    Connection connectBeforeItIsMade() throws SQLException {
        return connect(SUPERUSER, "postgres");
    }

    private void create() throws SQLException {
        try (Connection connection = connectBeforeItIsMade();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(EXISTS)) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + NAME);
            }
        }
    }

    private List<Schema> schemas() {
        return topology.services().stream()
                .map(Deployable::schema)
                .flatMap(Optional::stream)
                .toList();
    }

    private String bootstrapSql(Schema schema) {
        return schema.bootstrapSql(
                passwords.of(schema.ownerRole()), passwords.of(schema.applicationRole()));
    }

    private Connection connect(String role, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s?connectTimeout=2&sslmode=disable"
                        .formatted(host, port, database),
                role,
                passwords.of(role));
    }
}
