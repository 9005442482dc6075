package dev.atelier.workshop.lifecycle;

import dev.atelier.workshop.model.Change;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;

import io.r2dbc.spi.Readable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;

/**
 * All workshops. Each is read and written as one JSON document, so that a single statement sees the
 * workshop, its organizers and its requirements at the same moment.
 */
@Repository
public class Workshops {

    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('workshop ' || $1, 0))::text";

    private static final String FIND =
            """
            SELECT row_to_json(document)::text AS document
              FROM (SELECT id, version, status, title, summary, description, language,
                           format, venue, online_url, starts_at, ends_at, time_zone,
                           enrollment_opens_at, enrollment_closes_at, capacity, min_participants,
                           waitlist_mode, offer_ttl_seconds, cancellation_reason,
                           created_at, updated_at,
                           ARRAY (SELECT row_to_json(part)
                                    FROM (SELECT id, user_id, role, standby, status, reason, replaces,
                                                 since
                                            FROM organizer
                                           WHERE workshop_id = workshop.id
                                           ORDER BY id) AS part) AS organizers,
                           ARRAY (SELECT row_to_json(need)
                                    FROM (SELECT id, code, kind, audience, description, mandatory,
                                                 brought_by
                                            FROM requirement
                                           WHERE workshop_id = workshop.id
                                           ORDER BY place) AS need) AS requirements
                      FROM workshop
                     WHERE id = ANY ($1)) AS document
            """;

    private static final String PUBLISHED_AND_ENDED =
            """
            SELECT id, ends_at
              FROM workshop
             WHERE status = 'PUBLISHED' AND ends_at <= $1 AND (ends_at, id) > ($2, $3)
             ORDER BY ends_at, id
             LIMIT $4
            """;

    private static final String UNSTAFFED =
            """
            SELECT count(*) AS unstaffed
              FROM workshop
             WHERE status = 'PUBLISHED' AND starts_at > $1 AND starts_at <= $2
               AND NOT EXISTS (
                   SELECT FROM organizer
                    WHERE workshop_id = workshop.id AND organizer.status = 'ACTIVE')
            """;

    private static final String INSERT =
            """
            INSERT INTO workshop
                   (id, version, status, title, summary, description, language,
                    format, venue, online_url, starts_at, ends_at, time_zone,
                    enrollment_opens_at, enrollment_closes_at, capacity, min_participants,
                    waitlist_mode, offer_ttl_seconds, cancellation_reason, created_at, updated_at)
            SELECT id, version, status, title, summary, description, language,
                   format, venue, online_url, starts_at, ends_at, time_zone,
                   enrollment_opens_at, enrollment_closes_at, capacity, min_participants,
                   waitlist_mode, offer_ttl_seconds, cancellation_reason, created_at, updated_at
              FROM jsonb_populate_record(NULL::workshop, $1::jsonb)
            """;

    private static final String UPDATE =
            """
            UPDATE workshop
               SET version = new.version, status = new.status, title = new.title,
                   summary = new.summary, description = new.description, language = new.language,
                   format = new.format, venue = new.venue, online_url = new.online_url,
                   starts_at = new.starts_at, ends_at = new.ends_at, time_zone = new.time_zone,
                   enrollment_opens_at = new.enrollment_opens_at,
                   enrollment_closes_at = new.enrollment_closes_at,
                   capacity = new.capacity, min_participants = new.min_participants,
                   waitlist_mode = new.waitlist_mode, offer_ttl_seconds = new.offer_ttl_seconds,
                   cancellation_reason = new.cancellation_reason, updated_at = new.updated_at
              FROM jsonb_populate_record(NULL::workshop, $1::jsonb) AS new
             WHERE workshop.id = new.id AND workshop.version = $2
            """;

    private static final String DELETE = "DELETE FROM workshop WHERE id = $1";

    private static final String PUT_ORGANIZERS =
            """
            WITH put AS (
                INSERT INTO organizer
                       (id, workshop_id, user_id, user_version, role, standby, status, reason,
                        replaces, since)
                SELECT id, ($1::jsonb ->> 'id')::uuid, user_id,
                       coalesce((SELECT version FROM known_user WHERE id = part.user_id), 0),
                       role, standby, status, reason, replaces, since
                  FROM jsonb_populate_recordset(NULL::organizer, $1::jsonb -> 'organizers') AS part
                ON CONFLICT (id) DO UPDATE
                   SET role = excluded.role, standby = excluded.standby, status = excluded.status,
                       reason = excluded.reason, replaces = excluded.replaces,
                       since = excluded.since
                RETURNING id, status, reason, replaces, since)
            INSERT INTO organizer_history (organizer_id, status, reason, replaces, since)
            SELECT id, status, reason, replaces, since FROM put
            ON CONFLICT (organizer_id, since, status) DO NOTHING
            """;

    private static final String DROP_REQUIREMENTS =
            """
            DELETE FROM requirement
             WHERE workshop_id = ($1::jsonb ->> 'id')::uuid
               AND id NOT IN (
                   SELECT id
                     FROM jsonb_populate_recordset(
                          NULL::requirement, $1::jsonb -> 'requirements'))
            """;

    private static final String PUT_REQUIREMENTS =
            """
            INSERT INTO requirement
                   (id, workshop_id, place, code, kind, audience, description, mandatory, brought_by)
            SELECT need.id, ($1::jsonb ->> 'id')::uuid, given.place, need.code, need.kind,
                   need.audience, need.description, need.mandatory, need.brought_by
              FROM jsonb_array_elements($1::jsonb -> 'requirements')
                   WITH ORDINALITY AS given (document, place)
             CROSS JOIN jsonb_populate_record(NULL::requirement, given.document) AS need
            ON CONFLICT (id) DO UPDATE
               SET place = excluded.place, kind = excluded.kind, audience = excluded.audience,
                   description = excluded.description, mandatory = excluded.mandatory,
                   brought_by = excluded.brought_by
            """;

    private final DatabaseClient database;
    private final JsonMapper json;

    Workshops(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json =
                json.rebuild().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
    }

    /**
     * Lets others wait who want to change the workshop, until the transaction ends. To be called
     * before anything that gives the transaction an id, so that versions are logged in their order.
     */
    Mono<Void> lock(WorkshopId id) {
        return database.sql(LOCK).bind("$1", id.value().toString()).then();
    }

    public Mono<Workshop> find(WorkshopId id) {
        return read(id.value()).next();
    }

    /** Those that exist, in no particular order. */
    public Flux<Workshop> findAll(Collection<WorkshopId> ids) {
        return read(ids.stream().map(WorkshopId::value).toArray(UUID[]::new));
    }

    /**
     * Those that are published still, in the order of their ends.
     *
     * @param after where to go on
     * @param latest the last end to be among them
     */
    Flux<Ended> publishedAndEnded(Ended after, Instant latest, int limit) {
        return database.sql(PUBLISHED_AND_ENDED)
                .bind("$1", latest)
                .bind("$2", after.at())
                .bind("$3", after.id().value())
                .bind("$4", limit)
                .map(Workshops::ended)
                .all();
    }

    /** How many published workshops begin after one instant and up to another, led by nobody. */
    Mono<Long> unstaffed(Instant after, Instant until) {
        return database.sql(UNSTAFFED)
                .bind("$1", after)
                .bind("$2", until)
                .map(row -> Objects.requireNonNull(row.get("unstaffed", Long.class)))
                .one();
    }

    Mono<Void> add(Workshop workshop) {
        String document = document(workshop);
        return execute(INSERT, document)
                .then(execute(PUT_ORGANIZERS, document))
                .then(execute(PUT_REQUIREMENTS, document))
                .then();
    }

    /**
     * Writes what has become of a workshop.
     *
     * @return fails when the stored version is not the one before
     */
    Mono<Void> save(Change change) {
        String document = document(change.workshop());
        return database.sql(UPDATE)
                .bind("$1", document)
                .bind("$2", change.before().version())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> outdated(change.before())))
                .then(execute(PUT_ORGANIZERS, document))
                .then(execute(DROP_REQUIREMENTS, document))
                .then(execute(PUT_REQUIREMENTS, document))
                .then();
    }

    /** Takes it away with its organizers and requirements. */
    Mono<Void> delete(WorkshopId id) {
        return database.sql(DELETE).bind("$1", id.value()).then();
    }

    private Flux<Workshop> read(UUID... ids) {
        return database.sql(FIND)
                .bind("$1", ids)
                .map(row -> Objects.requireNonNull(row.get("document", String.class)))
                .all()
                .map(document -> json.readValue(document, WorkshopRow.class).workshop());
    }

    private static Ended ended(Readable row) {
        return new Ended(
                new WorkshopId(Objects.requireNonNull(row.get("id", UUID.class))),
                Objects.requireNonNull(row.get("ends_at", Instant.class)));
    }

    private Mono<Long> execute(String sql, String document) {
        return Mono.defer(() -> database.sql(sql).bind("$1", document).fetch().rowsUpdated());
    }

    private String document(Workshop workshop) {
        return json.writeValueAsString(WorkshopRow.of(workshop));
    }

    private static OptimisticLockingFailureException outdated(Workshop workshop) {
        return new OptimisticLockingFailureException(
                "workshop %s is not at version %d"
                        .formatted(workshop.id().value(), workshop.version()));
    }

    /** A workshop's place in the order of their ends. */
    record Ended(WorkshopId id, Instant at) {

        /** Before all. */
        static final Ended NONE = new Ended(new WorkshopId(new UUID(0, 0)), Instant.EPOCH);
    }
}
