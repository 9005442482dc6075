package dev.atelier.user;

import static org.assertj.core.api.Assertions.fail;

import dev.atelier.testing.RealParts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Looks into the service's database as its administrator. */
public final class Database {

    private static final Duration LIMIT = Duration.ofSeconds(4);

    private static final String WAITING =
            """
            SELECT pid
              FROM pg_stat_activity
             WHERE datname = current_database() AND usename = 'users_app'
               AND wait_event_type = 'Lock'
            """;

    private Database() {}

    public static Connection connect() throws SQLException {
        Connection connection = RealParts.database("user-service").connect();
        connection.setSchema("users");
        return connection;
    }

    /** The rows of a query, each by the names of its columns; parameters are ids. */
    public static List<Map<String, Object>> rows(String sql, UUID... parameters) {
        try (Connection connection = connect();
                var statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            return statement.execute() ? rows(statement.getResultSet()) : List.of();
        } catch (SQLException exception) {
            throw new IllegalStateException(sql, exception);
        }
    }

    /** Waits until that many of the service's connections wait for locks. */
    public static void awaitWaiting(int count) {
        Instant end = Instant.now().plus(LIMIT);
        while (rows(WAITING).size() < count) {
            if (Instant.now().isAfter(end)) {
                fail("%s wait instead of %d", rows(WAITING), count);
            }
        }
    }

    private static List<Map<String, Object>> rows(ResultSet results) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        while (results.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int column = 1; column <= results.getMetaData().getColumnCount(); column++) {
                row.put(results.getMetaData().getColumnLabel(column), results.getObject(column));
            }
            rows.add(row);
        }
        return rows;
    }
}
