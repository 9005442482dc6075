package dev.atelier.enrollment.known;

import dev.atelier.common.consuming.EventHandler;
import dev.atelier.common.consuming.EventReader;
import dev.atelier.common.consuming.ReceivedEvent;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The users, from {@code user.*} events. */
@Repository
public class KnownUsers implements EventHandler {

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
            "SELECT id, status, capabilities FROM known_user WHERE id = $1 AND status <> 'ERASED'";

    private final DatabaseClient database;
    private final EventReader reader;

    KnownUsers(DatabaseClient database, EventReader reader) {
        this.database = database;
        this.reader = reader;
    }

    @Override
    public String type() {
        return "user.*";
    }

    @Override
    public Mono<Void> handle(ReceivedEvent event) {
        UserData user = reader.data(event.data(), UserData.class);
        return database.sql(UPSERT)
                .bind("$1", user.id())
                .bind("$2", event.sequence())
                .bind("$3", user.status())
                .bind("$4", user.capabilities().toArray(String[]::new))
                .then();
    }

    public Mono<User> find(UserId id) {
        return database.sql(FIND)
                .bind("$1", id.value())
                .map(
                        row ->
                                new User(
                                        id,
                                        "ACTIVE".equals(row.get("status", String.class)),
                                        Set.of(
                                                Objects.requireNonNull(
                                                        row.get("capabilities", String[].class)))))
                .one();
    }

    /** What of a user's event matters here. */
    private record UserData(UUID id, String status, List<String> capabilities) {

        UserData {
            capabilities = capabilities == null ? List.of() : capabilities;
        }
    }
}
