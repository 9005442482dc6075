package dev.atelier.bench.twin;

import dev.atelier.bench.rowlock.Participant;
import dev.atelier.bench.rowlock.Place;
import dev.atelier.bench.rowlock.Requirement;
import dev.atelier.bench.rowlock.RowLockRefusal;
import dev.atelier.bench.rowlock.Seats;
import dev.atelier.bench.rowlock.SignUp;
import dev.atelier.bench.rowlock.Statements;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The tables of a sign-up, by R2DBC. */
@Repository
class Seating {

    private final DatabaseClient database;
    private final JsonMapper json;

    Seating(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** How many participations a user has that stand in the way. */
    record Engagements(long here, long elsewhere) {}

    Mono<Void> registered(UUID user) {
        return database.sql(Statements.USER)
                .bind("$1", user)
                .map(row -> value(row, "status", String.class))
                .one()
                .filter("ACTIVE"::equals)
                .switchIfEmpty(Mono.error(RowLockRefusal.NOT_REGISTERED::exception))
                .then();
    }

    Mono<Place> lock(UUID workshop) {
        return database.sql(Statements.LOCK).bind("$1", workshop).map(this::place).one();
    }

    Mono<Engagements> engagements(SignUp signUp, Place place) {
        return database.sql(Statements.ENGAGEMENTS)
                .bind("$1", signUp.workshop())
                .bind("$2", signUp.workshop())
                .bind("$3", place.startsAt())
                .bind("$4", place.endsAt())
                .bind("$5", signUp.user())
                .map(
                        row ->
                                new Engagements(
                                        value(row, "here", Long.class),
                                        value(row, "elsewhere", Long.class)))
                .one();
    }

    Mono<Void> write(Place.Joined joined) {
        Participant participant = joined.participant();
        return insert(participant, joined.place())
                .then(remember(participant))
                .then(count(joined.seats()));
    }

    private Mono<Void> insert(Participant participant, Place place) {
        return database.sql(Statements.INSERT)
                .bind("$1", participant.id())
                .bind("$2", participant.workshopId())
                .bind("$3", participant.userId())
                .bind("$4", participant.status())
                .bind("$5", place.startsAt())
                .bind("$6", place.endsAt())
                .bind("$7", participant.acknowledgedRequirements().toArray(UUID[]::new))
                .bind("$8", participant.createdAt())
                .bind("$9", participant.updatedAt())
                .then();
    }

    private Mono<Void> remember(Participant participant) {
        return database.sql(Statements.REMEMBER)
                .bind("$1", participant.id())
                .bind("$2", participant.status())
                .bind("$3", participant.updatedAt())
                .then();
    }

    private Mono<Void> count(Seats seats) {
        return database.sql(Statements.COUNT)
                .bind("$1", seats.enrolled())
                .bind("$2", seats.waitlisted())
                .bind("$3", seats.version())
                .bind("$4", seats.workshopId())
                .then();
    }

    private Place place(Readable row) {
        Seats seats =
                Seats.of(
                        value(row, "workshop_id", UUID.class),
                        value(row, "capacity", Integer.class),
                        value(row, "enrolled", Integer.class),
                        value(row, "offered", Integer.class),
                        value(row, "waitlisted", Integer.class),
                        value(row, "seats_version", Long.class));
        return new Place(
                value(row, "status", String.class),
                value(row, "starts_at", Instant.class),
                value(row, "ends_at", Instant.class),
                row.get("opens_at", Instant.class),
                row.get("closes_at", Instant.class),
                value(row, "waitlist_mode", String.class),
                List.of(
                        json.readValue(
                                value(row, "requirements", String.class), Requirement[].class)),
                seats);
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
