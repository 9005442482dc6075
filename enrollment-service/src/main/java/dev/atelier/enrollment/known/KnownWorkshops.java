package dev.atelier.enrollment.known;

import dev.atelier.enrollment.known.Workshop.Status;
import dev.atelier.enrollment.known.Workshop.WaitlistMode;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The workshops that have been published. */
@Repository
public class KnownWorkshops {

    private static final String UPSERT =
            """
            INSERT INTO known_workshop
                   (id, version, title, status, during, opens_at, closes_at, capacity,
                    waitlist_mode, requirements, organizers, offer_ttl)
            VALUES ($1, $2, $3, $4, tstzrange($5, $6), $7, $8, $9, $10, $11::jsonb, $12::jsonb,
                    $13)
            ON CONFLICT (id) DO UPDATE
               SET version = excluded.version, title = excluded.title, status = excluded.status,
                   during = excluded.during, opens_at = excluded.opens_at,
                   closes_at = excluded.closes_at, capacity = excluded.capacity,
                   waitlist_mode = excluded.waitlist_mode, requirements = excluded.requirements,
                   organizers = excluded.organizers, offer_ttl = excluded.offer_ttl
             WHERE known_workshop.version < excluded.version
            """;

    /** To be selected from {@code known_workshop}, and read with {@link #workshop}. */
    public static final String COLUMNS =
            """
            known_workshop.id, known_workshop.version, title, known_workshop.status,
            lower(known_workshop.during) AS starts_at, upper(known_workshop.during) AS ends_at,
            opens_at, closes_at, capacity, waitlist_mode, offer_ttl,
            requirements::text AS requirements, organizers::text AS organizers
            """;

    private static final String FIND = "SELECT " + COLUMNS + " FROM known_workshop WHERE id = $1";

    private final DatabaseClient database;
    private final JsonMapper json;

    KnownWorkshops(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Takes the workshop in, unless a newer version is known. */
    public Mono<Void> learn(Workshop workshop, long version) {
        return database.sql(UPSERT)
                .bind("$1", workshop.id().value())
                .bind("$2", version)
                .bind("$3", workshop.title())
                .bind("$4", workshop.status().name())
                .bind("$5", workshop.startsAt())
                .bind("$6", workshop.endsAt())
                .bind("$7", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, workshop.opensAt()))
                .bind("$8", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, workshop.closesAt()))
                .bind("$9", workshop.capacity())
                .bind("$10", workshop.waitlistMode().name())
                .bind("$11", json.writeValueAsString(workshop.requirements()))
                .bind("$12", json.writeValueAsString(workshop.organizers()))
                .bind("$13", workshop.offerTtl().toString())
                .then();
    }

    public Mono<Workshop> find(WorkshopId id) {
        return database.sql(FIND).bind("$1", id.value()).map(this::workshop).one();
    }

    /** Reads a row that has {@link #COLUMNS}. */
    public Workshop workshop(Readable row) {
        return new Workshop(
                new WorkshopId(value(row, "id", UUID.class)),
                value(row, "title", String.class),
                Status.valueOf(value(row, "status", String.class)),
                value(row, "starts_at", Instant.class),
                value(row, "ends_at", Instant.class),
                row.get("opens_at", Instant.class),
                row.get("closes_at", Instant.class),
                value(row, "capacity", Integer.class),
                WaitlistMode.valueOf(value(row, "waitlist_mode", String.class)),
                List.of(
                        json.readValue(
                                value(row, "requirements", String.class), Requirement[].class)),
                List.of(json.readValue(value(row, "organizers", String.class), Organizer[].class)),
                Duration.parse(value(row, "offer_ttl", String.class)));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
