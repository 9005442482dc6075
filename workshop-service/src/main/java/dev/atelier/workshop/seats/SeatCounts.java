package dev.atelier.workshop.seats;

import dev.atelier.workshop.model.WorkshopId;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The projection of seats. */
@Repository
public class SeatCounts {

    private static final String FIND =
            """
            SELECT workshop_id, enrolled, offered, waitlisted, free
              FROM workshop_seats
             WHERE workshop_id = ANY ($1)
            """;

    private static final String PUT =
            """
            INSERT INTO workshop_seats
                   (workshop_id, capacity, enrolled, offered, waitlisted, free, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (workshop_id) DO UPDATE
               SET capacity = excluded.capacity, enrolled = excluded.enrolled,
                   offered = excluded.offered, waitlisted = excluded.waitlisted,
                   free = excluded.free, version = excluded.version
             WHERE workshop_seats.version < excluded.version
            """;

    private final DatabaseClient database;

    SeatCounts(DatabaseClient database) {
        this.database = database;
    }

    /** The seats of those workshops that somebody has ever signed up for. */
    public Mono<Map<WorkshopId, Seats>> of(Collection<WorkshopId> workshops) {
        return database.sql(FIND)
                .bind("$1", workshops.stream().map(WorkshopId::value).toArray(UUID[]::new))
                .map(row -> Map.entry(workshop(row), seats(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Takes in what an event says, unless something newer is known. */
    Mono<Void> put(WorkshopId workshop, int capacity, Seats seats, long version) {
        return database.sql(PUT)
                .bind("$1", workshop.value())
                .bind("$2", capacity)
                .bind("$3", seats.enrolled())
                .bind("$4", seats.offered())
                .bind("$5", seats.waitlisted())
                .bind("$6", seats.free())
                .bind("$7", version)
                .then();
    }

    private static WorkshopId workshop(Readable row) {
        return new WorkshopId(Objects.requireNonNull(row.get("workshop_id", UUID.class)));
    }

    private static Seats seats(Readable row) {
        return new Seats(
                count(row, "enrolled"),
                count(row, "offered"),
                count(row, "waitlisted"),
                count(row, "free"));
    }

    private static int count(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class));
    }
}
