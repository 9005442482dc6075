package dev.atelier.testing;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * One database of the shared Postgres.
 *
 * @param name unique within the JVM
 */
public record TestDatabase(String host, int port, String name, TestPostgres server) {

    /** Every role's, in tests. */
    public static final String PASSWORD = "test";

    /** A connection of the database administrator's. */
    public Connection connect() throws SQLException {
        return server.connect(name);
    }
}
