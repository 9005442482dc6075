package dev.atelier.enrollment.mine;

import dev.atelier.enrollment.deciding.ParticipantRow;
import dev.atelier.enrollment.decision.ParticipantStatus;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.mine.Participation.WorkshopSummary;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Flux;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The participations of a user, each with its workshop. */
@Repository
public class Participations {

    /** The workshop's own time counts: its participants follow a moment later. */
    private static final String LIST =
            "SELECT "
                    + ParticipantRow.COLUMNS
                    + """
                           , title, known_workshop.status AS workshop_status,
                           lower(known_workshop.during) AS workshop_starts_at,
                           upper(known_workshop.during) AS workshop_ends_at, time_zone,
                           (SELECT count(*)
                              FROM participant ahead
                             WHERE ahead.workshop_id = participant.workshop_id
                               AND ahead.status = 'WAITLISTED'
                               AND ahead.position <= participant.position
                               AND participant.status = 'WAITLISTED') AS waitlist_position,
                           %1$s AS list_key
                      FROM participant
                           JOIN known_workshop ON known_workshop.id = participant.workshop_id
                     WHERE participant.user_id = $1 AND ($2 = '' OR participant.status = $2)
                       AND tstzrange($3, $4, '(]') @> upper(known_workshop.during)
                       AND ($5::timestamptz IS NULL OR (%1$s, participant.id) %2$s ($5, $6))
                     ORDER BY %1$s %3$s, participant.id %3$s
                     LIMIT $7
                    """;

    /** Compared with nothing, as the key beside it is null. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final DatabaseClient database;

    Participations(DatabaseClient database) {
        this.database = database;
    }

    /**
     * @param now what divides the past from what is to come
     */
    Flux<Participation> list(
            UserId user,
            Optional<ParticipantStatus> status,
            When when,
            Instant now,
            Optional<Place> after,
            int limit) {
        return database.sql(LIST.formatted(when.key(), when.beyond(), when.direction()))
                .bind("$1", user.value())
                .bind("$2", status.map(Enum::name).orElse(""))
                .bind("$3", time(when == When.UPCOMING ? now : null))
                .bind("$4", time(when == When.PAST ? now : null))
                .bind("$5", time(after.map(Place::key).orElse(null)))
                .bind("$6", after.map(Place::id).orElse(NOBODY))
                .bind("$7", limit)
                .map(Participations::participation)
                .all();
    }

    /** All of them, the newest first. */
    public Flux<Participation> all(UserId user) {
        return list(
                user,
                Optional.empty(),
                When.ANY,
                Instant.EPOCH,
                Optional.empty(),
                Integer.MAX_VALUE);
    }

    /**
     * A place in a list.
     *
     * @param id decides between equal keys
     */
    record Place(Instant key, UUID id) {}

    private static Participation participation(Readable row) {
        return new Participation(
                ParticipantRow.participant(row),
                value(row, "waitlist_position", Long.class),
                new WorkshopSummary(
                        value(row, "workshop_id", UUID.class),
                        value(row, "title", String.class),
                        value(row, "workshop_starts_at", Instant.class),
                        value(row, "workshop_ends_at", Instant.class),
                        row.get("time_zone", String.class),
                        Workshop.Status.valueOf(value(row, "workshop_status", String.class))),
                value(row, "list_key", Instant.class));
    }

    private static Parameter time(@Nullable Instant time) {
        return Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, time);
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
