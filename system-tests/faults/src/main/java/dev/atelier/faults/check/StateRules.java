package dev.atelier.faults.check;

import dev.atelier.faults.arena.Database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The rules of the state in the end, when nothing is under way any more. */
final class StateRules {

    private static final Set<String> GUARDS =
            Set.of("no_overlap", "not_overbooked", "one_active_participant");

    private static final String GUARDS_FOUND =
            """
            SELECT conname FROM pg_constraint
             WHERE connamespace = 'enrollments'::regnamespace AND convalidated
            UNION ALL
            SELECT indexrelid::regclass::text FROM pg_index
              JOIN pg_class ON pg_class.oid = indexrelid
             WHERE relnamespace = 'enrollments'::regnamespace AND indisunique AND indisvalid
            """;

    /** A free seat, and someone who waits and could take it. */
    private static final String DUE =
            """
            SELECT 'a seat is free in ' || known_workshop.id || ', and someone waits: '
                       || to_json(seats)
              FROM enrollments.seats
                   JOIN enrollments.known_workshop ON known_workshop.id = workshop_id
             WHERE workshop_id = ANY (?)
               AND waitlisted > 0 AND enrolled + offered < capacity
               AND EXISTS (
                   SELECT FROM enrollments.participant waiting
                    WHERE waiting.workshop_id = seats.workshop_id
                      AND waiting.status = 'WAITLISTED'
                      AND NOT EXISTS (
                          SELECT FROM enrollments.participant other
                           WHERE other.user_id = waiting.user_id
                             AND other.workshop_id <> waiting.workshop_id
                             AND other.during && waiting.during
                             AND other.status IN ('OFFERED', 'ENROLLED')))
            """;

    /** None lasts as long as the wait until all has come to rest. */
    private static final String OFFERED =
            """
            SELECT 'an offer is still there: ' || to_json(participant)
              FROM enrollments.participant
             WHERE workshop_id = ANY (?) AND status = 'OFFERED'
            """;

    private StateRules() {}

    /** The constraints that are the last guard are there, whether or not anything tried them. */
    static List<String> guardsInPlace(Evidence evidence) {
        List<String> found =
                evidence.database()
                        .rows(
                                GUARDS_FOUND,
                                row -> row.getString(1).replaceFirst("^enrollments\\.", ""));
        return GUARDS.stream()
                .filter(guard -> !found.contains(guard))
                .sorted()
                .map(guard -> guard + " is not there")
                .toList();
    }

    static List<String> projectionsEqualSources(Evidence evidence) {
        return disagreements(evidence.database());
    }

    /** The rows in which the services disagree. */
    static List<String> disagreements(Database database) {
        List<String> found = new ArrayList<>();
        Agreements.all()
                .forEach(
                        (name, query) ->
                                database.rows(
                                        "SELECT to_json(difference) FROM (%s) AS difference LIMIT 10"
                                                .formatted(query),
                                        row ->
                                                found.add(
                                                        "not true that %s: %s"
                                                                .formatted(
                                                                        name, row.getString(1)))));
        return found;
    }

    static List<String> nothingDue(Evidence evidence) {
        return due(evidence.database(), evidence.workshops().keySet());
    }

    /** Seats that someone is due, and offers that are not over yet. */
    static List<String> due(Database database, Collection<UUID> workshops) {
        List<String> found = new ArrayList<>();
        found.addAll(database.rows(DUE, row -> row.getString(1), workshops));
        found.addAll(database.rows(OFFERED, row -> row.getString(1), workshops));
        return found;
    }
}
