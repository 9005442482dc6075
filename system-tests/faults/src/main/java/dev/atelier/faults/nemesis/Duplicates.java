package dev.atelier.faults.nemesis;

import dev.atelier.faults.arena.Arena;

import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Messages that sign-up has had already come again, old and new ones, in any order. */
record Duplicates(Arena arena, Random random) {

    private static final int MOST_SECONDS_LATE = 4;

    /** In the form in which the relays send. */
    private static final String MESSAGES =
            """
            SELECT json_build_object(
                       'specversion', '1.0', 'id', id, 'source', source, 'type', type,
                       'subject', subject, 'time', recorded_at,
                       'datacontenttype', 'application/json',
                       'sequence', lpad(sequence::text, 19, '0'), 'data', data)::text
              FROM (SELECT '/atelier/user-service' AS source, id, type, subject, recorded_at,
                           sequence, data
                      FROM users.event_log WHERE subject = ANY (?)
                    UNION ALL
                    SELECT '/atelier/workshop-service', id, type, subject, recorded_at,
                           sequence, data
                      FROM workshops.event_log WHERE subject = ANY (?)) AS sent
             ORDER BY random()
             LIMIT 20
            """;

    /** Sends some again, and says how many. */
    int send(Collection<UUID> users, Collection<UUID> workshops) {
        List<String> bodies =
                arena.database().rows(MESSAGES, row -> row.getString(1), users, workshops);
        bodies.forEach(
                body ->
                        arena.queues()
                                .send(
                                        Arena.signUpQueue(),
                                        body,
                                        random.nextInt(MOST_SECONDS_LATE)));
        return bodies.size();
    }
}
