package dev.atelier.enrollment.calendar;

import dev.atelier.enrollment.known.UserId;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** The links to calendars. */
@Repository
public class CalendarLinks {

    private static final String FIND =
            "SELECT id, user_id, created_at FROM calendar_link WHERE user_id = $1";

    /** The link of somebody who has left, or may do nothing for now, leads nowhere. */
    private static final String OWNER =
            """
            SELECT user_id
              FROM calendar_link JOIN known_user ON known_user.id = user_id
             WHERE secret_hash = $1 AND status = 'ACTIVE'
            """;

    private static final String REPLACE =
            """
            INSERT INTO calendar_link (user_id, id, secret_hash, created_at)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (user_id) DO UPDATE
               SET id = excluded.id, secret_hash = excluded.secret_hash,
                   created_at = excluded.created_at
            """;

    private static final String REVOKE = "DELETE FROM calendar_link WHERE user_id = $1";

    private final DatabaseClient database;

    CalendarLinks(DatabaseClient database) {
        this.database = database;
    }

    public Mono<CalendarLink> find(UserId user) {
        return database.sql(FIND).bind("$1", user.value()).map(CalendarLinks::link).one();
    }

    /** Whose calendar the secret opens. */
    Mono<UserId> owner(CalendarSecret secret) {
        return database.sql(OWNER)
                .bind("$1", secret.hash())
                .mapValue(UUID.class)
                .one()
                .map(UserId::new);
    }

    /** Puts the link in the place of the one before, whose secret then opens nothing. */
    Mono<Void> replace(CalendarLink link, CalendarSecret secret) {
        return database.sql(REPLACE)
                .bind("$1", link.user().value())
                .bind("$2", link.id())
                .bind("$3", secret.hash())
                .bind("$4", link.createdAt())
                .then();
    }

    public Mono<Void> revoke(UserId user) {
        return database.sql(REVOKE).bind("$1", user.value()).then();
    }

    private static CalendarLink link(Readable row) {
        return new CalendarLink(
                Objects.requireNonNull(row.get("id", UUID.class)),
                new UserId(Objects.requireNonNull(row.get("user_id", UUID.class))),
                Objects.requireNonNull(row.get("created_at", Instant.class)));
    }
}
