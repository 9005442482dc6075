package dev.atelier.enrollment.deciding;

import dev.atelier.enrollment.decision.Participant;
import dev.atelier.enrollment.decision.ParticipantId;
import dev.atelier.enrollment.decision.ParticipantStatus;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The participants, for reading; they change by decisions only. */
@Repository
public class Participants {

    private static final String FIND =
            "SELECT "
                    + ParticipantRow.COLUMNS
                    + " FROM participant WHERE workshop_id = $1 AND id = $2";

    private static final String LIST =
            "SELECT "
                    + ParticipantRow.COLUMNS
                    + """
                      FROM participant
                     WHERE workshop_id = $1 AND position > $2 AND ($3 = '' OR status = $3)
                     ORDER BY position
                     LIMIT $4
                    """;

    private static final String ACTIVE_OF_USER =
            "SELECT "
                    + ParticipantRow.COLUMNS
                    + """
                      FROM participant
                     WHERE user_id = $1 AND status IN ('WAITLISTED', 'OFFERED', 'ENROLLED')
                     ORDER BY position
                    """;

    private static final String UNSETTLED =
            """
            SELECT participant.id, user_id
              FROM participant JOIN known_workshop ON known_workshop.id = workshop_id
             WHERE workshop_id = $1
               AND participant.status IN ('WAITLISTED', 'OFFERED', 'ENROLLED')
               AND (known_workshop.status = 'CANCELLED'
                    OR participant.during <> known_workshop.during)
             ORDER BY position
             LIMIT $2
            """;

    private static final String EXPIRED_OFFERS =
            "SELECT "
                    + ParticipantRow.COLUMNS
                    + """
                      FROM participant JOIN known_workshop ON known_workshop.id = workshop_id
                     WHERE participant.status = 'OFFERED'
                       AND (offer_expires_at <= $1 OR lower(known_workshop.during) <= $1)
                     ORDER BY offer_expires_at
                     LIMIT $2
                    """;

    private static final String WAITING_PLACES =
            """
            SELECT DISTINCT workshop_id
              FROM participant
             WHERE user_id = ANY ($1) AND status = 'WAITLISTED'
            """;

    /** Where a seat is free and someone waits who could take it. */
    private static final String DUE_PLACES =
            """
            SELECT known_workshop.id
              FROM seats JOIN known_workshop ON known_workshop.id = workshop_id
             WHERE waitlisted > 0 AND enrolled + offered < capacity
               AND status = 'PUBLISHED' AND lower(during) > $1
               AND EXISTS (
                   SELECT FROM participant waiting
                    WHERE waiting.workshop_id = known_workshop.id AND waiting.status = 'WAITLISTED'
                      AND NOT EXISTS (
                          SELECT FROM participant other
                           WHERE other.user_id = waiting.user_id
                             AND other.workshop_id <> waiting.workshop_id
                             AND other.during && known_workshop.during
                             AND other.status IN ('OFFERED', 'ENROLLED')))
             LIMIT $2
            """;

    private static final String WAITING_SINCE =
            """
            SELECT min(created_at) AS since
              FROM participant JOIN known_workshop ON known_workshop.id = workshop_id
             WHERE participant.status = 'WAITLISTED'
               AND known_workshop.status = 'PUBLISHED' AND lower(known_workshop.during) > $1
            HAVING count(*) > 0
            """;

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

    private static final String FORGET_REASONS =
            "UPDATE participant SET cancellation_reason = NULL WHERE user_id = $1";

    private final DatabaseClient database;

    Participants(DatabaseClient database) {
        this.database = database;
    }

    public Mono<Participant> find(WorkshopId workshop, ParticipantId id) {
        return database.sql(FIND)
                .bind("$1", workshop.value())
                .bind("$2", id.value())
                .map(ParticipantRow::participant)
                .one();
    }

    /**
     * The workshop's participants in the order in which they came.
     *
     * @param after the position before the first; 0 for the start
     */
    public Flux<Participant> list(
            WorkshopId workshop, Optional<ParticipantStatus> status, long after, int limit) {
        return database.sql(LIST)
                .bind("$1", workshop.value())
                .bind("$2", after)
                .bind("$3", status.map(Enum::name).orElse(""))
                .bind("$4", limit)
                .map(ParticipantRow::participant)
                .all();
    }

    public Flux<Participant> activeOf(UserId user) {
        return database.sql(ACTIVE_OF_USER)
                .bind("$1", user.value())
                .map(ParticipantRow::participant)
                .all();
    }

    /** Some of those who have not gone along yet with what has become of the workshop. */
    public Mono<Map<ParticipantId, UserId>> unsettled(WorkshopId workshop, int limit) {
        return database.sql(UNSETTLED)
                .bind("$1", workshop.value())
                .bind("$2", limit)
                .map(
                        row ->
                                Map.entry(
                                        new ParticipantId(value(row, "id", UUID.class)),
                                        new UserId(value(row, "user_id", UUID.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Flux<Participant> expiredOffers(Instant now, int limit) {
        return database.sql(EXPIRED_OFFERS)
                .bind("$1", now)
                .bind("$2", limit)
                .map(ParticipantRow::participant)
                .all();
    }

    /** Where any of the users waits. */
    Flux<WorkshopId> waitingPlaces(Set<UserId> users) {
        if (users.isEmpty()) {
            return Flux.empty();
        }
        return database.sql(WAITING_PLACES)
                .bind("$1", users.stream().map(UserId::value).toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all()
                .map(WorkshopId::new);
    }

    Flux<WorkshopId> duePlaces(Instant now, int limit) {
        return database.sql(DUE_PLACES)
                .bind("$1", now)
                .bind("$2", limit)
                .mapValue(UUID.class)
                .all()
                .map(WorkshopId::new);
    }

    /** When the first of all came who wait for a seat; empty when nobody does. */
    Mono<Instant> waitingSince(Instant now) {
        return database.sql(WAITING_SINCE)
                .bind("$1", now)
                .map(row -> Objects.requireNonNull(row.get("since", Instant.class)))
                .one();
    }

    /** The places of those who wait in the workshop. */
    public Mono<Map<ParticipantId, Long>> waitlistPositions(WorkshopId workshop) {
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
    public Mono<Long> waitlistPosition(ParticipantId id) {
        return database.sql(WAITLIST_POSITION).bind("$1", id.value()).mapValue(Long.class).one();
    }

    /** Deletes why the user's participations were cancelled, which may be free text. */
    public Mono<Void> forgetReasons(UserId user) {
        return database.sql(FORGET_REASONS).bind("$1", user.value()).then();
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
