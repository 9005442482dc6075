package dev.atelier.workshop.people;

import dev.atelier.workshop.model.UserId;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The projection of users. */
@Repository
public class KnownUsers {

    private static final String LOCK =
            """
            SELECT pg_advisory_xact_lock(hashtextextended('workshops.user ' || $1, 0))::text
            """;

    private static final String HOLD =
            """
            SELECT pg_advisory_xact_lock_shared(hashtextextended('workshops.user ' || $1, 0))::text
            """;

    private static final String FIND =
            """
            SELECT id, display_name, status, capabilities, version FROM known_user WHERE id = $1
            """;

    private static final String NAMES =
            """
            SELECT id, display_name
              FROM known_user
             WHERE id = ANY ($1) AND display_name IS NOT NULL
            """;

    private static final String PUT =
            """
            INSERT INTO known_user (id, display_name, status, capabilities, version)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (id) DO UPDATE
               SET display_name = excluded.display_name, status = excluded.status,
                   capabilities = excluded.capabilities, version = excluded.version
             WHERE known_user.version < excluded.version
            """;

    private final DatabaseClient database;

    KnownUsers(DatabaseClient database) {
        this.database = database;
    }

    /** Lets those wait who count on the user to stay as they are, until the transaction ends. */
    Mono<Void> lock(UserId id) {
        return database.sql(LOCK).bind("$1", id.value().toString()).then();
    }

    /** Lets news of the user wait until the transaction ends; before its first write. */
    Mono<Void> hold(UserId id) {
        return database.sql(HOLD).bind("$1", id.value().toString()).then();
    }

    public Mono<KnownUser> find(UserId id) {
        return database.sql(FIND).bind("$1", id.value()).map(KnownUsers::user).one();
    }

    /** The names of those users that have one. */
    public Mono<Map<UserId, String>> names(Collection<UserId> users) {
        return database.sql(NAMES)
                .bind("$1", users.stream().map(UserId::value).distinct().toArray(UUID[]::new))
                .map(row -> Map.entry(id(row), required(row, "display_name", String.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Takes in what an event says, unless something newer is known. */
    Mono<Void> put(KnownUser user) {
        return database.sql(PUT)
                .bind("$1", user.id().value())
                .bind("$2", Parameters.in(R2dbcType.VARCHAR, user.displayName()))
                .bind("$3", user.status().name())
                .bind("$4", user.capabilities().toArray(String[]::new))
                .bind("$5", user.version())
                .then();
    }

    private static KnownUser user(Readable row) {
        return new KnownUser(
                id(row),
                row.get("display_name", String.class),
                KnownUser.Status.valueOf(required(row, "status", String.class)),
                List.of(required(row, "capabilities", String[].class)),
                required(row, "version", Long.class));
    }

    private static UserId id(Readable row) {
        return new UserId(required(row, "id", UUID.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
