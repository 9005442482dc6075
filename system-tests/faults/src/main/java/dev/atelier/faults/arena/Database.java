package dev.atelier.faults.arena;

import dev.atelier.local.Platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** All schemas at once, which no service may see, past all detours. */
public record Database(Platform platform) {

    /** Makes something of a row. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * All rows of a query.
     *
     * @param ids for each of its parameters, which are arrays
     */
    @SafeVarargs
    public final <T> List<T> rows(String query, Reading<T> reading, Collection<UUID>... ids) {
        try (Connection connection = platform.database();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int index = 0; index < ids.length; index++) {
                statement.setArray(
                        index + 1, connection.createArrayOf("uuid", ids[index].toArray()));
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.read(rows));
                }
            }
            return found;
        } catch (SQLException exception) {
            throw new IllegalStateException(query, exception);
        }
    }

    /** Runs statements that return nothing. */
    public void execute(String statements) {
        try (Connection connection = platform.database();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException exception) {
            throw new IllegalStateException(statements, exception);
        }
    }
}
