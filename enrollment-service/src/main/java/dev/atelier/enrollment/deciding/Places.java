package dev.atelier.enrollment.deciding;

import dev.atelier.enrollment.decision.Place;
import dev.atelier.enrollment.decision.Seats;
import dev.atelier.enrollment.known.KnownWorkshops;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.WorkshopId;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The workshops with their seats. */
@Repository
class Places {

    private static final String FIND =
            "SELECT "
                    + KnownWorkshops.COLUMNS
                    + """
                      , seat_limit, enrolled, offered, waitlisted, seats.version AS seats_version
                      FROM known_workshop JOIN seats ON workshop_id = known_workshop.id
                     WHERE known_workshop.id = ANY ($1)
                    """;

    private final DatabaseClient database;
    private final KnownWorkshops workshops;

    Places(DatabaseClient database, KnownWorkshops workshops) {
        this.database = database;
        this.workshops = workshops;
    }

    /** Without those who wait. */
    Mono<Map<WorkshopId, Place>> find(Set<WorkshopId> ids) {
        return database.sql(FIND)
                .bind("$1", ids.stream().map(WorkshopId::value).toArray(UUID[]::new))
                .map(this::place)
                .all()
                .collectMap(place -> place.workshop().id(), Function.identity());
    }

    private Place place(Readable row) {
        Workshop workshop = workshops.workshop(row);
        Seats seats =
                new Seats(
                        workshop.capacity(),
                        number(row, "seat_limit").intValue(),
                        number(row, "enrolled").intValue(),
                        number(row, "offered").intValue(),
                        number(row, "waitlisted").intValue(),
                        number(row, "seats_version").longValue());
        return new Place(workshop, number(row, "version").longValue(), seats, List.of(), false);
    }

    private static Number number(Readable row, String column) {
        return (Number) Objects.requireNonNull(row.get(column), column);
    }
}
