package dev.atelier.faults.check;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the services must agree about once all messages have arrived: each projection with its
 * source, and within sign-up the seats and events with the participants.
 */
public final class Agreements {

    /** Each query lists what one side has and the other has not, in both directions. */
    private static final Map<String, String> QUERIES = queries();

    private Agreements() {}

    /** Queries by what they show to be true when they find nothing. */
    public static Map<String, String> all() {
        return QUERIES;
    }

    private static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put(
                "workshop-service knows the users",
                differences(
                        "SELECT id, version, status, capabilities, display_name FROM users.users",
                        "SELECT id, version, status, capabilities, display_name"
                                + " FROM workshops.known_user"));
        queries.put(
                "enrollment-service knows the users",
                differences(
                        "SELECT id, version, status, capabilities FROM users.users",
                        "SELECT id, version, status, capabilities FROM enrollments.known_user"));
        queries.put(
                "enrollment-service knows the workshops",
                differences(
                        """
                        SELECT id, version, title, status, capacity, tstzrange(starts_at, ends_at)
                          FROM workshops.workshop WHERE status <> 'DRAFT'
                        """,
                        "SELECT id, version, title, status, capacity, during"
                                + " FROM enrollments.known_workshop"));
        queries.put(
                "workshop-service knows the seats",
                differences(
                        """
                        SELECT workshop_id, version, enrolled, offered, waitlisted
                          FROM enrollments.seats WHERE version > 0
                        """,
                        "SELECT workshop_id, version, enrolled, offered, waitlisted"
                                + " FROM workshops.workshop_seats"));
        queries.put(
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
        queries.put(
                "every version of a participant made one event",
                differences(
                        """
                        SELECT id, generate_series(1, version) FROM enrollments.participant
                        """,
                        """
                        SELECT subject, sequence FROM enrollments.event_log
                         WHERE type LIKE 'participant.%'
                        """));
        return queries;
    }

    private static String differences(String one, String other) {
        return "((%1$s) EXCEPT (%2$s)) UNION ALL ((%2$s) EXCEPT (%1$s))".formatted(one, other);
    }
}
