package dev.atelier.system;

import dev.atelier.faults.check.Agreements;
import dev.atelier.local.Platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at all schemas at once, which no service may. */
record Database(Platform platform) {

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
    long number(String query) {
        try (Connection connection = platform.database();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException exception) {
            throw new IllegalStateException(query, exception);
        }
    }
}
