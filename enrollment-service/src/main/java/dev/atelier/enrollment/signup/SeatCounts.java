package dev.atelier.enrollment.signup;

import dev.atelier.enrollment.known.WorkshopId;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import java.util.Objects;

/** The workshops' seats. */
@Repository
class SeatCounts {

    private static final String FIND =
            """
            SELECT capacity, seat_limit, enrolled, offered, waitlisted, seats.version
              FROM seats JOIN known_workshop ON known_workshop.id = seats.workshop_id
             WHERE workshop_id = $1
            """;

    private static final String PROVIDE =
            "INSERT INTO seats (workshop_id, seat_limit) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    private static final String SAVE =
            """
            UPDATE seats
               SET seat_limit = $2, enrolled = $3, offered = $4, waitlisted = $5, version = $6
             WHERE workshop_id = $1
            """;

    private final DatabaseClient database;

    SeatCounts(DatabaseClient database) {
        this.database = database;
    }

    Mono<Seats> find(WorkshopId workshop) {
        return database.sql(FIND).bind("$1", workshop.value()).map(SeatCounts::seats).one();
    }

    /** Makes the seats of a workshop that has none yet. */
    Mono<Void> provide(WorkshopId workshop, int capacity) {
        return database.sql(PROVIDE).bind("$1", workshop.value()).bind("$2", capacity).then();
    }

    Mono<Void> save(WorkshopId workshop, Seats seats) {
        return database.sql(SAVE)
                .bind("$1", workshop.value())
                .bind("$2", seats.limit())
                .bind("$3", seats.enrolled())
                .bind("$4", seats.offered())
                .bind("$5", seats.waitlisted())
                .bind("$6", seats.version())
                .then();
    }

    private static Seats seats(Readable row) {
        return new Seats(
                number(row, "capacity").intValue(),
                number(row, "seat_limit").intValue(),
                number(row, "enrolled").intValue(),
                number(row, "offered").intValue(),
                number(row, "waitlisted").intValue(),
                number(row, "version").longValue());
    }

    private static Number number(Readable row, String column) {
        return (Number) Objects.requireNonNull(row.get(column), column);
    }
}
