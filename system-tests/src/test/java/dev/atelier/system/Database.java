package dev.atelier.system;

import dev.atelier.local.Platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at all schemas at once, which no service may. */
record Database(Platform platform) {

    /** Each query lists what one side has and the other has not, in both directions. */
    private static final Map<String, String> AGREEMENTS = agreements();

    private static Map<String, String> agreements() {
        Map<String, String> agreements = new LinkedHashMap<>();
        agreements.put(
                "workshop-service knows the users",
                differences(
                        "SELECT id, version, status, capabilities, display_name FROM users.users",
                        "SELECT id, version, status, capabilities, display_name"
                                + " FROM workshops.known_user"));
        agreements.put(
                "enrollment-service knows the users",
                differences(
                        "SELECT id, version, status, capabilities FROM users.users",
                        "SELECT id, version, status, capabilities FROM enrollments.known_user"));
        agreements.put(
                "enrollment-service knows the workshops",
                differences(
                        """
                        SELECT id, version, title, status, capacity, tstzrange(starts_at, ends_at)
                          FROM workshops.workshop WHERE status <> 'DRAFT'
                        """,
                        "SELECT id, version, title, status, capacity, during"
                                + " FROM enrollments.known_workshop"));
        agreements.put(
                "workshop-service knows the seats",
                differences(
                        """
                        SELECT workshop_id, version, enrolled, offered, waitlisted
                          FROM enrollments.seats WHERE version > 0
                        """,
                        "SELECT workshop_id, version, enrolled, offered, waitlisted"
                                + " FROM workshops.workshop_seats"));
        agreements.put(
                "the seats are those of the participants",
                differences(
                        """
                        SELECT workshop_id,
                               count(*) FILTER
                                   (WHERE status IN ('ENROLLED', 'ATTENDED', 'MISSED')),
                               count(*) FILTER (WHERE status = 'OFFERED'),
                               count(*) FILTER (WHERE status = 'WAITLISTED')
                          FROM enrollments.participant GROUP BY workshop_id
                        """,
                        "SELECT workshop_id, enrolled, offered, waitlisted FROM enrollments.seats"
                                + " WHERE version > 0"));
        agreements.put(
                "every version of a participant made one event",
                differences(
                        """
                        SELECT id, generate_series(1, version) FROM enrollments.participant
                        """,
                        """
                        SELECT subject, sequence FROM enrollments.event_log
                         WHERE type LIKE 'participant.%'
                        """));
        return agreements;
    }

    private static String differences(String one, String other) {
        return "((%1$s) EXCEPT (%2$s)) UNION ALL ((%2$s) EXCEPT (%1$s))".formatted(one, other);
    }

    /** What the services disagree about; empty when every projection equals its source. */
    List<String> disagreements() {
        List<String> disagreements = new ArrayList<>();
        AGREEMENTS.forEach(
                (name, query) -> {
                    long rows = number("SELECT count(*) FROM (" + query + ") AS difference");
                    if (rows > 0) {
                        disagreements.add("not true that " + name + ": " + rows + " rows differ");
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
