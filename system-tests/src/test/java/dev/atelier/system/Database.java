package dev.atelier.system;

import dev.atelier.faults.check.Agreements;
import dev.atelier.local.Platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks at all schemas at once, which no service may. */
public record Database(Platform platform) {

    /** What the services disagree about; empty when every projection equals its source. */
    List<String> disagreements() {
        List<String> disagreements = new ArrayList<>();
        Agreements.all()
                .forEach(
                        (name, query) -> {
                            long rows =
                                    number("SELECT count(*) FROM (" + query + ") AS difference");
                            if (rows > 0) {
                                disagreements.add(
                                        "not true that " + name + ": " + rows + " rows differ");
                            }
                        });
        return disagreements;
    }

    /** The only value of the only row; 0 when there is none. */
    public long number(String query) {
        try (Connection connection = platform.database();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException exception) {
            throw new IllegalStateException(query, exception);
        }
    }

    /** All rows, each as Postgres writes it. */
    public List<String> rows(String query) {
        List<String> found = new ArrayList<>();
        try (Connection connection = platform.database();
                ResultSet rows =
                        connection
                                .createStatement()
                                .executeQuery("SELECT row::text FROM (" + query + ") AS row")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException exception) {
            throw new IllegalStateException(query, exception);
        }
    }

    /** The only value of the only row. */
    String text(String query) {
        try (Connection connection = platform.database();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException exception) {
            throw new IllegalStateException(query, exception);
        }
    }

    /** By the clock that events are recorded with. */
    Instant time() {
        return Instant.parse(
                text(
                        """
                        SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC',
                                       'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                        """));
    }

    /** Runs statements that return nothing. */
    void execute(String statements) {
        try (Connection connection = platform.database();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException exception) {
            throw new IllegalStateException(statements, exception);
        }
    }
}
