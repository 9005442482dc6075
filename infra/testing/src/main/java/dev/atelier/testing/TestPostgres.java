package dev.atelier.testing;

import dev.atelier.topology.Schema;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.testcontainers.postgresql.PostgreSQLContainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A real Postgres 18, shared by all tests of a JVM, which get databases of their own. */
public final class TestPostgres {

    /** The version in production. */
    private static final String IMAGE = "postgres:18";

    /** Enough for the pools of all contexts that Spring keeps within a JVM. */
    private static final String MAX_CONNECTIONS = "300";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String host;
    private final int port;
    private final String administrator;
    private final String password;

    private TestPostgres(String host, int port, String administrator, String password) {
        this.host = host;
        this.port = port;
        this.administrator = administrator;
        this.password = password;
    }

    public static TestPostgres shared() {
        return Shared.INSTANCE;
    }

    /** A new, empty database with the given schemas and their roles. */
    public TestDatabase database(Iterable<Schema> schemas) {
        String name = "test_" + DATABASES.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name);
        execute(name, Schema.databaseSql());
        for (Schema schema : schemas) {
            execute(name, schema.bootstrapSql(TestDatabase.PASSWORD, TestDatabase.PASSWORD));
        }
        return new TestDatabase(host, port, name, this);
    }

    /** A connection of the database administrator's. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(host, port, database),
                administrator,
                password);
    }

    private void execute(String database, String sql) {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException exception) {
            throw new IllegalStateException(sql, exception);
        }
    }

    /** Started on first use; its process ends with the JVM. */
    private static final class Shared {

        static final TestPostgres INSTANCE =
                switch (Parts.chosen()) {
                    case EMBEDDED -> embedded();
                    case CONTAINERS -> container();
                };

        private static TestPostgres embedded() {
            try {
                EmbeddedPostgres postgres =
                        EmbeddedPostgres.builder()
                                .setServerConfig("max_connections", MAX_CONNECTIONS)
                                .setServerConfig("fsync", "off")
                                .start();
                return new TestPostgres("localhost", postgres.getPort(), "postgres", "postgres");
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }

        private static TestPostgres container() {
            PostgreSQLContainer postgres = new PostgreSQLContainer(IMAGE);
            postgres.setCommand(
                    "postgres", "-c", "max_connections=" + MAX_CONNECTIONS, "-c", "fsync=off");
            postgres.start();
            return new TestPostgres(
                    postgres.getHost(),
                    postgres.getFirstMappedPort(),
                    postgres.getUsername(),
                    postgres.getPassword());
        }
    }
}
