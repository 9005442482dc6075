package dev.atelier.bench.mvc;

import com.github.f4b6a3.uuid.UuidCreator;

import dev.atelier.bench.rowlock.Participant;
import dev.atelier.bench.rowlock.Place;
import dev.atelier.bench.rowlock.Requirement;
import dev.atelier.bench.rowlock.Seats;
import dev.atelier.bench.rowlock.SignUp;
import dev.atelier.bench.rowlock.Statements;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tables of a sign-up, by JDBC. */
@Repository
class Seating {

    private static final String USER = Statements.jdbc(Statements.USER);
    private static final String LOCK = Statements.jdbc(Statements.LOCK);
    private static final String ENGAGEMENTS = Statements.jdbc(Statements.ENGAGEMENTS);
    private static final String INSERT = Statements.jdbc(Statements.INSERT);
    private static final String REMEMBER = Statements.jdbc(Statements.REMEMBER);
    private static final String COUNT = Statements.jdbc(Statements.COUNT);
    private static final String LOG = Statements.jdbc(Statements.LOG);

    private final JdbcTemplate database;
    private final JsonMapper json;
    private final Tracer tracer;

    Seating(JdbcTemplate database, JsonMapper json, Tracer tracer) {
        this.database = database;
        this.json = json;
        this.tracer = tracer;
    }

    /** How many participations a user has that stand in the way. */
    record Engagements(long here, long elsewhere) {}

    boolean isRegistered(UUID user) {
        return database.queryForList(USER, String.class, user).contains("ACTIVE");
    }

    Optional<Place> lock(UUID workshop) {
        return database.query(LOCK, (row, _) -> place(row), workshop).stream().findFirst();
    }

    Engagements engagements(SignUp signUp, Place place) {
        return database.query(
                        ENGAGEMENTS,
                        (row, _) -> new Engagements(row.getLong("here"), row.getLong("elsewhere")),
                        signUp.workshop(),
                        signUp.workshop(),
                        time(place.startsAt()),
                        time(place.endsAt()),
                        signUp.user())
                .getFirst();
    }

    void write(Place.Joined joined) {
        Participant participant = joined.participant();
        Place place = joined.place();
        database.update(
                INSERT,
                participant.id(),
                participant.workshopId(),
                participant.userId(),
                participant.status(),
                time(place.startsAt()),
                time(place.endsAt()),
                participant.acknowledgedRequirements().toArray(UUID[]::new),
                time(participant.createdAt()),
                time(participant.updatedAt()));
        database.update(
                REMEMBER, participant.id(), participant.status(), time(participant.updatedAt()));
        Seats seats = joined.seats();
        database.update(
                COUNT, seats.enrolled(), seats.waitlisted(), seats.version(), seats.workshopId());
        log(participant, seats);
    }

    private void log(Participant participant, Seats seats) {
        String trace = traceparent();
        database.update(
                LOG,
                UuidCreator.getTimeOrderedEpoch(),
                participant.event(),
                participant.id(),
                participant.version(),
                trace,
                json.writeValueAsString(participant),
                UuidCreator.getTimeOrderedEpoch(),
                "seats.changed.v1",
                seats.workshopId(),
                seats.version(),
                trace,
                json.writeValueAsString(seats));
    }

    private @Nullable String traceparent() {
        TraceContext context = tracer.currentTraceContext().context();
        return context == null
                ? null
                : "00-%s-%s-01".formatted(context.traceId(), context.spanId());
    }

    private Place place(ResultSet row) throws SQLException {
        Seats seats =
                Seats.of(
                        row.getObject("workshop_id", UUID.class),
                        row.getInt("capacity"),
                        row.getInt("enrolled"),
                        row.getInt("offered"),
                        row.getInt("waitlisted"),
                        row.getLong("seats_version"));
        return new Place(
                row.getString("status"),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                instant(row, "opens_at"),
                instant(row, "closes_at"),
                row.getString("waitlist_mode"),
                List.of(json.readValue(row.getString("requirements"), Requirement[].class)),
                seats);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
