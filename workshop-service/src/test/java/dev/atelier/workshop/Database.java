package dev.atelier.workshop;

import static org.awaitility.Awaitility.await;

import dev.atelier.testing.RealParts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reaches into the service's database as its administrator. */
public final class Database {

    private static final String WAITING =
            """
            SELECT count(*)
              FROM pg_locks
             WHERE locktype = 'advisory' AND NOT granted
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;

    private Database() {}

    public static void execute(String sql, Object... parameters) {
        try (var connection = connect();
                var statement = prepare(connection, sql, parameters)) {
            statement.execute();
        } catch (SQLException exception) {
            throw new IllegalStateException(sql, exception);
        }
    }

    /** The one number that a query gives. */
    public static long number(String sql, Object... parameters) {
        try (var connection = connect();
                var statement = prepare(connection, sql, parameters);
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException exception) {
            throw new IllegalStateException(sql, exception);
        }
    }

    /** The texts that a query gives, one a row. */
    public static List<String> texts(String sql) {
        try (var connection = connect();
                var statement = prepare(connection, sql);
                var rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException exception) {
            throw new IllegalStateException(sql, exception);
        }
    }

    /** Does something while somebody else holds the advisory lock of that name. */
    public static void locked(String name, Runnable work) {
        try (var connection = connect();
                var lock =
                        prepare(
                                connection,
                                "SELECT pg_advisory_lock(hashtextextended(?, 0))",
                                name)) {
            lock.execute();
            work.run();
        } catch (SQLException exception) {
            throw new IllegalStateException(name, exception);
        }
    }

    /** Waits until that many of the service's transactions wait for advisory locks. */
    public static void awaitWaiting(int count) {
        await().until(() -> number(WAITING) == count);
    }

    private static Connection connect() throws SQLException {
        Connection connection = RealParts.database("workshop-service").connect();
        connection.setSchema("workshops");
        return connection;
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < parameters.length; index++) {
            statement.setObject(index + 1, parameters[index]);
        }
        return statement;
    }
}
