package dev.atelier.enrollment.signup;

import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.WorkshopId;
import dev.atelier.enrollment.signup.Participant.By;
import dev.atelier.enrollment.signup.SignUpRefusal.Engagement;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The participants. */
@Repository
class Participants {

    private static final String COLUMNS =
            """
            participant.id, workshop_id, user_id, participant.status, acknowledged,
            cancellation_reason, cancelled_by, participant.version, created_at, updated_at
            """;

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM participant WHERE workshop_id = $1 AND id = $2";

    private static final String FIND_BY_ID =
            "SELECT " + COLUMNS + " FROM participant WHERE id = $1";

    private static final String ACTIVE =
            "SELECT "
                    + COLUMNS
                    + """
                      FROM participant
                     WHERE workshop_id = $1 AND user_id = $2
                       AND status IN ('WAITLISTED', 'OFFERED', 'ENROLLED')
                    """;

    private static final String LIST =
            "SELECT position, "
                    + COLUMNS
                    + """
                      FROM participant
                     WHERE workshop_id = $1 AND position > $2 AND ($3 = '' OR status = $3)
                     ORDER BY position
                     LIMIT $4
                    """;

    private static final String ENGAGEMENT =
            """
            SELECT workshop_id, title, lower(other.during) AS starts_at,
                   upper(other.during) AS ends_at
              FROM participant other JOIN known_workshop ON known_workshop.id = other.workshop_id
             WHERE user_id = $1 AND workshop_id <> $2 AND other.during && tstzrange($3, $4)
               AND other.status IN ('OFFERED', 'ENROLLED')
             ORDER BY lower(other.during)
             LIMIT 1
            """;

    private static final String NEXT_WAITING =
            "SELECT "
                    + COLUMNS
                    + """
                      FROM participant
                     WHERE workshop_id = $1 AND status = 'WAITLISTED'
                       AND NOT EXISTS (
                           SELECT FROM participant other
                            WHERE other.user_id = participant.user_id
                              AND other.workshop_id <> participant.workshop_id
                              AND other.during && participant.during
                              AND other.status IN ('OFFERED', 'ENROLLED'))
                     ORDER BY position
                     LIMIT $2
                    """;

    private static final String WAITING_PLACES =
            "SELECT workshop_id FROM participant WHERE user_id = $1 AND status = 'WAITLISTED'";

    private static final String WAITLIST_POSITION =
            """
            SELECT count(*) FROM participant ahead JOIN participant own
                ON ahead.workshop_id = own.workshop_id AND ahead.position <= own.position
             WHERE own.id = $1 AND own.status = 'WAITLISTED' AND ahead.status = 'WAITLISTED'
            """;

    private static final String WAITLIST_POSITIONS =
            """
            SELECT id, row_number() OVER (ORDER BY position) AS place
              FROM participant
             WHERE workshop_id = $1 AND status = 'WAITLISTED'
            """;

    private static final String INSERT =
            """
            INSERT INTO participant
                   (id, workshop_id, user_id, status, during, acknowledged, version, created_at,
                    updated_at)
            VALUES ($1, $2, $3, $4, tstzrange($5, $6), $7, 1, $8, $8)
            """;

    private static final String UPDATE =
            """
            UPDATE participant
               SET status = $3, cancellation_reason = $4, cancelled_by = $5, version = $6,
                   updated_at = $7
             WHERE id = $1 AND version = $2
            """;

    private final DatabaseClient database;

    Participants(DatabaseClient database) {
        this.database = database;
    }

    Mono<Participant> find(WorkshopId workshop, ParticipantId id) {
        return database.sql(FIND)
                .bind("$1", workshop.value())
                .bind("$2", id.value())
                .map(Participants::participant)
                .one();
    }

    Mono<Participant> find(ParticipantId id) {
        return database.sql(FIND_BY_ID).bind("$1", id.value()).map(Participants::participant).one();
    }

    Mono<Participant> active(WorkshopId workshop, UserId user) {
        return database.sql(ACTIVE)
                .bind("$1", workshop.value())
                .bind("$2", user.value())
                .map(Participants::participant)
                .one();
    }

    /**
     * The workshop's participants in the order in which they came.
     *
     * @param after the position before the first; 0 for the start
     */
    Mono<List<Listed>> list(
            WorkshopId workshop, Optional<ParticipantStatus> status, long after, int limit) {
        return database.sql(LIST)
                .bind("$1", workshop.value())
                .bind("$2", after)
                .bind("$3", status.map(Enum::name).orElse(""))
                .bind("$4", limit)
                .map(row -> new Listed(value(row, "position", Long.class), participant(row)))
                .all()
                .collectList();
    }

    /**
     * @param position of the participant in the list
     */
    record Listed(long position, Participant participant) {}

    /** A seat that the user holds in another workshop at the same time. */
    Mono<Engagement> engagement(UserId user, Workshop workshop) {
        return database.sql(ENGAGEMENT)
                .bind("$1", user.value())
                .bind("$2", workshop.id().value())
                .bind("$3", workshop.startsAt())
                .bind("$4", workshop.endsAt())
                .map(
                        row ->
                                new Engagement(
                                        value(row, "workshop_id", UUID.class),
                                        value(row, "title", String.class),
                                        value(row, "starts_at", Instant.class),
                                        value(row, "ends_at", Instant.class)))
                .one();
    }

    /** The first who wait and hold no seat elsewhere at the same time, in their order. */
    Mono<List<Participant>> nextWaiting(WorkshopId workshop, int limit) {
        return database.sql(NEXT_WAITING)
                .bind("$1", workshop.value())
                .bind("$2", limit)
                .map(Participants::participant)
                .all()
                .collectList();
    }

    /** Where the user waits. */
    Flux<WorkshopId> waitingPlaces(UserId user) {
        return database.sql(WAITING_PLACES)
                .bind("$1", user.value())
                .mapValue(UUID.class)
                .all()
                .map(WorkshopId::new);
    }

    /** The places of those who wait in the workshop. */
    Mono<Map<ParticipantId, Long>> waitlistPositions(WorkshopId workshop) {
        return database.sql(WAITLIST_POSITIONS)
                .bind("$1", workshop.value())
                .map(
                        row ->
                                Map.entry(
                                        new ParticipantId(value(row, "id", UUID.class)),
                                        value(row, "place", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** How many wait up to and with this one; 0 when this one does not wait. */
    Mono<Long> waitlistPosition(ParticipantId id) {
        return database.sql(WAITLIST_POSITION).bind("$1", id.value()).mapValue(Long.class).one();
    }

    /** Writes a participant's new state over the version before it. */
    Mono<Void> save(Participant participant, Workshop workshop) {
        return participant.version() == 1 ? insert(participant, workshop) : update(participant);
    }

    private Mono<Void> insert(Participant participant, Workshop workshop) {
        return database.sql(INSERT)
                .bind("$1", participant.id().value())
                .bind("$2", participant.workshop().value())
                .bind("$3", participant.user().value())
                .bind("$4", participant.status().name())
                .bind("$5", workshop.startsAt())
                .bind("$6", workshop.endsAt())
                .bind("$7", participant.acknowledged().toArray(UUID[]::new))
                .bind("$8", participant.createdAt())
                .then();
    }

    private Mono<Void> update(Participant participant) {
        Participant.Cancellation cancellation = participant.cancellation();
        String reason = cancellation == null ? null : cancellation.reason();
        String by = cancellation == null ? null : cancellation.by().name();
        return database.sql(UPDATE)
                .bind("$1", participant.id().value())
                .bind("$2", participant.version() - 1)
                .bind("$3", participant.status().name())
                .bind("$4", Parameters.in(R2dbcType.VARCHAR, reason))
                .bind("$5", Parameters.in(R2dbcType.VARCHAR, by))
                .bind("$6", participant.version())
                .bind("$7", participant.updatedAt())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(
                        Mono.error(
                                () ->
                                        new OptimisticLockingFailureException(
                                                "participant " + participant.id())))
                .then();
    }

    private static Participant participant(Readable row) {
        String by = row.get("cancelled_by", String.class);
        return new Participant(
                new ParticipantId(value(row, "id", UUID.class)),
                new WorkshopId(value(row, "workshop_id", UUID.class)),
                new UserId(value(row, "user_id", UUID.class)),
                ParticipantStatus.valueOf(value(row, "status", String.class)),
                List.of(value(row, "acknowledged", UUID[].class)),
                by == null
                        ? null
                        : new Participant.Cancellation(
                                row.get("cancellation_reason", String.class), By.valueOf(by)),
                value(row, "version", Long.class),
                value(row, "created_at", Instant.class),
                value(row, "updated_at", Instant.class));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
