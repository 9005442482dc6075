package dev.atelier.bench.rowlock;

import java.util.regex.Pattern;

/**
 * The statements of one sign-up, in their order; each names its parameters once and in order, so
 * that both drivers can run it. What needs no lock is asked before the lock is taken, and all that
 * has to be read under it is one row and one count.
 */
public final class Statements {

    public static final String USER = "SELECT status FROM known_user WHERE id = $1";

    public static final String LOCK =
            """
            SELECT workshop_id, status, lower(during) AS starts_at, upper(during) AS ends_at,
                   opens_at, closes_at, waitlist_mode, requirements::text AS requirements,
                   capacity, enrolled, offered, waitlisted, seats.version AS seats_version
              FROM seats JOIN known_workshop ON known_workshop.id = workshop_id
             WHERE workshop_id = $1
               FOR UPDATE OF seats
            """;

    public static final String ENGAGEMENTS =
            """
            SELECT count(*) FILTER (WHERE workshop_id = $1) AS here,
                   count(*) FILTER (WHERE workshop_id <> $2 AND status <> 'WAITLISTED'
                                      AND during && tstzrange($3, $4)) AS elsewhere
              FROM participant
             WHERE user_id = $5 AND status IN ('WAITLISTED', 'OFFERED', 'ENROLLED')
            """;

    public static final String INSERT =
            """
            INSERT INTO participant
                   (id, workshop_id, user_id, status, during, acknowledged, version, created_at,
                    updated_at)
            VALUES ($1, $2, $3, $4, tstzrange($5, $6), $7, 1, $8, $9)
            """;

    public static final String REMEMBER =
            """
            INSERT INTO participant_history (participant_id, to_status, changed_by, changed_at)
            VALUES ($1, $2, 'PARTICIPANT', $3)
            """;

    public static final String COUNT =
            "UPDATE seats SET enrolled = $1, waitlisted = $2, version = $3 WHERE workshop_id = $4";

    /** For whoever does not have the platform's own log. */
    public static final String LOG =
            """
            INSERT INTO event_log (id, type, subject, sequence, traceparent, data)
            VALUES ($1, $2, $3, $4, $5, $6::jsonb), ($7, $8, $9, $10, $11, $12::jsonb)
            """;

    private static final Pattern PARAMETER = Pattern.compile("\\$[0-9]+");

    private Statements() {}

    /** The statement with parameters as JDBC writes them. */
    public static String jdbc(String statement) {
        return PARAMETER.matcher(statement).replaceAll("?");
    }
}
