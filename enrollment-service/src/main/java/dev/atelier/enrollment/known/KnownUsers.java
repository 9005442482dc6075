package dev.atelier.enrollment.known;

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

/** The users, from {@code user.*} events. */
@Repository
public class KnownUsers {

    private static final String UPSERT =
            """
            INSERT INTO known_user (id, version, status, capabilities)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE
               SET version = excluded.version, status = excluded.status,
                   capabilities = excluded.capabilities
             WHERE known_user.version < excluded.version
            """;

    /** A user who has been erased is not registered any more. */
    private static final String FIND =
            """
            SELECT id, status, capabilities
              FROM known_user
             WHERE id = ANY ($1) AND status <> 'ERASED'
            """;

    private static final String HELD =
            """
            SELECT id, status, capabilities, version
              FROM known_user
             WHERE id = $1 AND status <> 'ERASED'
            """;

    private final DatabaseClient database;

    KnownUsers(DatabaseClient database) {
        this.database = database;
    }

    /** Takes the user in, unless a newer version is known. */
    public Mono<Void> learn(UserId id, long version, String status, List<String> capabilities) {
        return database.sql(UPSERT)
                .bind("$1", id.value())
                .bind("$2", version)
                .bind("$3", status)
                .bind("$4", capabilities.toArray(String[]::new))
                .then();
    }

    public Mono<User> find(UserId id) {
        return find(Set.of(id)).mapNotNull(found -> found.get(id));
    }

    /** Those of the users who are registered. */
    public Mono<Map<UserId, User>> find(Set<UserId> ids) {
        if (ids.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql(FIND)
                .bind("$1", ids.stream().map(UserId::value).toArray(UUID[]::new))
                .map(KnownUsers::user)
                .all()
                .collectMap(User::id, Function.identity());
    }

    /** All that is held of the user, who is registered. */
    public Mono<Held> held(UserId id) {
        return database.sql(HELD).bind("$1", id.value()).map(KnownUsers::row).one();
    }

    /**
     * The row of a user.
     *
     * @param version of the event that it came from
     */
    public record Held(UUID id, String status, List<String> capabilities, long version) {}

    private static Held row(Readable row) {
        return new Held(
                value(row, "id", UUID.class),
                value(row, "status", String.class),
                List.of(value(row, "capabilities", String[].class)),
                value(row, "version", Long.class));
    }

    private static User user(Readable row) {
        return new User(
                new UserId(value(row, "id", UUID.class)),
                "ACTIVE".equals(value(row, "status", String.class)),
                Set.of(value(row, "capabilities", String[].class)));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
