package dev.atelier.enrollment.known;

import dev.atelier.enrollment.known.Workshop.Details;
import dev.atelier.enrollment.known.Workshop.Status;
import dev.atelier.enrollment.known.Workshop.WaitlistMode;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
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
                    waitlist_mode, requirements, organizers, offer_ttl, summary, venue,
                    online_url, time_zone, changed_at)
            VALUES ($1, $2, $3, $4, tstzrange($5, $6), $7, $8, $9, $10, $11::jsonb, $12::jsonb,
                    $13, $14, $15, $16, $17, $18)
            ON CONFLICT (id) DO UPDATE
               SET version = excluded.version, title = excluded.title, status = excluded.status,
                   during = excluded.during, opens_at = excluded.opens_at,
                   closes_at = excluded.closes_at, capacity = excluded.capacity,
                   waitlist_mode = excluded.waitlist_mode, requirements = excluded.requirements,
                   organizers = excluded.organizers, offer_ttl = excluded.offer_ttl,
                   summary = excluded.summary, venue = excluded.venue,
                   online_url = excluded.online_url, time_zone = excluded.time_zone,
                   changed_at = excluded.changed_at
             WHERE known_workshop.version < excluded.version
            """;

    /** To be selected from {@code known_workshop}, and read with {@link #workshop}. */
    public static final String COLUMNS =
            """
            known_workshop.id, known_workshop.version, title, known_workshop.status,
            lower(known_workshop.during) AS starts_at, upper(known_workshop.during) AS ends_at,
            opens_at, closes_at, capacity, waitlist_mode, offer_ttl,
            requirements::text AS requirements, organizers::text AS organizers,
            summary, venue, online_url, time_zone, changed_at
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
        Details details = workshop.details();
        return database.sql(UPSERT)
                .bind("$1", workshop.id().value())
                .bind("$2", version)
                .bind("$3", workshop.title())
                .bind("$4", workshop.status().name())
                .bind("$5", workshop.startsAt())
                .bind("$6", workshop.endsAt())
                .bind("$7", time(workshop.opensAt()))
                .bind("$8", time(workshop.closesAt()))
                .bind("$9", workshop.capacity())
                .bind("$10", workshop.waitlistMode().name())
                .bind("$11", json.writeValueAsString(workshop.requirements()))
                .bind("$12", json.writeValueAsString(workshop.organizers()))
                .bind("$13", workshop.offerTtl().toString())
                .bind("$14", text(details.summary()))
                .bind("$15", text(details.venue()))
                .bind("$16", text(details.onlineUrl()))
                .bind("$17", text(details.timeZone()))
                .bind("$18", time(details.changedAt()))
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
                Duration.parse(value(row, "offer_ttl", String.class)),
                details(row));
    }

    private static Details details(Readable row) {
        String onlineUrl = row.get("online_url", String.class);
        return new Details(
                row.get("summary", String.class),
                row.get("venue", String.class),
                onlineUrl == null ? null : URI.create(onlineUrl),
                row.get("time_zone", String.class),
                row.get("changed_at", Instant.class));
    }

    private static Parameter text(@Nullable Object value) {
        return Parameters.in(R2dbcType.VARCHAR, value == null ? null : value.toString());
    }

    private static Parameter time(@Nullable Instant value) {
        return Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, value);
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
