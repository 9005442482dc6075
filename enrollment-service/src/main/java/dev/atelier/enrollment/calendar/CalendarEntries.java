package dev.atelier.enrollment.calendar;

import dev.atelier.common.calendar.CalendarEntry;
import dev.atelier.common.calendar.CalendarEntry.Status;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;

import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Flux;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;

/** The workshops that a user is enrolled in, as they stand in a calendar. */
@Repository
class CalendarEntries {

    /**
     * Of a workshop that was known before its changes were dated, the participant's date counts.
     */
    private static final String OF_USER =
            """
            SELECT known_workshop.id, known_workshop.version, title, known_workshop.status,
                   lower(known_workshop.during) AS starts_at,
                   upper(known_workshop.during) AS ends_at,
                   summary, venue, online_url, time_zone,
                   greatest(changed_at, participant.updated_at) AS changed_at
              FROM participant JOIN known_workshop ON known_workshop.id = participant.workshop_id
             WHERE participant.user_id = $1 AND participant.status = 'ENROLLED'
             ORDER BY lower(known_workshop.during), known_workshop.id
            """;

    private final DatabaseClient database;

    CalendarEntries(DatabaseClient database) {
        this.database = database;
    }

    Flux<CalendarEntry> of(UserId user) {
        return database.sql(OF_USER).bind("$1", user.value()).map(CalendarEntries::entry).all();
    }

    private static CalendarEntry entry(Readable row) {
        String venue = row.get("venue", String.class);
        String onlineUrl = row.get("online_url", String.class);
        return new CalendarEntry(
                value(row, "id", UUID.class).toString(),
                value(row, "version", Long.class),
                status(Workshop.Status.valueOf(value(row, "status", String.class))),
                value(row, "title", String.class),
                row.get("summary", String.class),
                venue == null ? onlineUrl : venue,
                onlineUrl == null ? null : URI.create(onlineUrl),
                value(row, "starts_at", Instant.class),
                value(row, "ends_at", Instant.class),
                zone(row.get("time_zone", String.class)),
                value(row, "changed_at", Instant.class));
    }

    private static Status status(Workshop.Status status) {
        return switch (status) {
            case PUBLISHED, COMPLETED -> Status.CONFIRMED;
            case CANCELLED -> Status.CANCELLED;
        };
    }

    /** A zone may be newer than this service's tz database; the instant is right in any. */
    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
