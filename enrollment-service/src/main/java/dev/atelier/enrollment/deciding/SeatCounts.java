package dev.atelier.enrollment.deciding;

import dev.atelier.enrollment.decision.Decision.SeatsChanged;
import dev.atelier.enrollment.decision.Seats;
import dev.atelier.enrollment.known.WorkshopId;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** The workshops' seats. */
@Repository
public class SeatCounts {

    private static final String FIND =
            """
            SELECT workshop_id, capacity, seat_limit, enrolled, offered, waitlisted, seats.version
              FROM seats JOIN known_workshop ON known_workshop.id = seats.workshop_id
             WHERE workshop_id = ANY ($1)
            """;

    private static final String PROVIDE =
            "INSERT INTO seats (workshop_id, seat_limit) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    private static final String SAVE =
            """
            UPDATE seats
               SET seat_limit = changed.seat_limit, enrolled = changed.enrolled,
                   offered = changed.offered, waitlisted = changed.waitlisted,
                   version = changed.version
              FROM unnest($1::uuid[], $2::integer[], $3::integer[], $4::integer[], $5::integer[],
                          $6::bigint[])
                   AS changed (workshop_id, seat_limit, enrolled, offered, waitlisted, version)
             WHERE seats.workshop_id = changed.workshop_id
            """;

    private final DatabaseClient database;

    SeatCounts(DatabaseClient database) {
        this.database = database;
    }

    /** The seats of those workshops that are known, as others see them. */
    public Mono<Map<WorkshopId, SeatsDocument>> of(Collection<WorkshopId> workshops) {
        return database.sql(FIND)
                .bind("$1", workshops.stream().map(WorkshopId::value).toArray(UUID[]::new))
                .map(SeatCounts::document)
                .all()
                .collectMap(document -> new WorkshopId(document.workshopId()));
    }

    /** Makes the seats of a workshop that has none yet. */
    Mono<Void> provide(WorkshopId workshop, int capacity) {
        return database.sql(PROVIDE).bind("$1", workshop.value()).bind("$2", capacity).then();
    }

    Mono<Void> save(Map<WorkshopId, SeatsChanged> changed) {
        if (changed.isEmpty()) {
            return Mono.empty();
        }
        List<WorkshopId> workshops = List.copyOf(changed.keySet());
        List<Seats> seats = workshops.stream().map(changed::get).map(SeatsChanged::seats).toList();
        return database.sql(SAVE)
                .bind("$1", workshops.stream().map(WorkshopId::value).toArray(UUID[]::new))
                .bind("$2", numbers(seats, Seats::limit))
                .bind("$3", numbers(seats, Seats::enrolled))
                .bind("$4", numbers(seats, Seats::offered))
                .bind("$5", numbers(seats, Seats::waitlisted))
                .bind("$6", seats.stream().map(Seats::version).toArray(Long[]::new))
                .then();
    }

    private static Integer[] numbers(List<Seats> seats, ToIntFunction<Seats> value) {
        return seats.stream().mapToInt(value).boxed().toArray(Integer[]::new);
    }

    private static SeatsDocument document(Readable row) {
        UUID workshop = Objects.requireNonNull(row.get("workshop_id", UUID.class));
        return SeatsDocument.of(new WorkshopId(workshop), seats(row));
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
