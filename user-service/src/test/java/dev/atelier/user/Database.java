package dev.atelier.user;

import dev.atelier.testing.RealParts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Looks into the service's database as its administrator. */
public final class Database {

    private Database() {}

    /** The rows of a query, each by the names of its columns; parameters are ids. */
    public static List<Map<String, Object>> rows(String sql, UUID... parameters) {
        try (var connection = RealParts.database("user-service").connect()) {
            connection.setSchema("users");
            var statement = connection.prepareStatement(sql);
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            List<Map<String, Object>> rows = new ArrayList<>();
            if (statement.execute()) {
                var results = statement.getResultSet();
                while (results.next()) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    for (int column = 1; column <= results.getMetaData().getColumnCount(); column++) {
                        row.put(results.getMetaData().getColumnLabel(column), results.getObject(column));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException exception) {
            throw new IllegalStateException(sql, exception);
        }
    }
}
