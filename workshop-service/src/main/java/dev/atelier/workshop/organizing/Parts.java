package dev.atelier.workshop.organizing;

import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.WorkshopId;
import dev.atelier.workshop.organizing.TakingPart.Part;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.Objects;
import java.util.UUID;

/** The parts that users have in all workshops. Each knows with which of their versions it began. */
@Repository
public class Parts {

    private static final String CURRENT =
            """
            SELECT workshop_id, id
              FROM organizer
             WHERE user_id = $1 AND user_version < $2 AND status NOT IN ('DECLINED', 'STEPPED_DOWN')
             ORDER BY id
            """;

    private static final String WORKSHOPS =
            "SELECT DISTINCT workshop_id FROM organizer WHERE user_id = $1";

    private static final String FORGET_REASONS =
            """
            UPDATE organizer_history
               SET reason = NULL
              FROM organizer
             WHERE organizer.id = organizer_history.organizer_id
               AND organizer.user_id = $1 AND organizer.user_version < $2
               AND organizer_history.reason IS NOT NULL
            """;

    private final DatabaseClient database;

    Parts(DatabaseClient database) {
        this.database = database;
    }

    /** The workshops in which the user has a part, or had one once. */
    public Flux<WorkshopId> workshops(UserId user) {
        return database.sql(WORKSHOPS).bind("$1", user.value()).map(Parts::workshop).all();
    }

    /** Those that began before that version of the user, and have not ended. */
    Flux<Part> current(UserId user, long before) {
        return database.sql(CURRENT)
                .bind("$1", user.value())
                .bind("$2", before)
                .map(Parts::part)
                .all();
    }

    /**
     * Takes the reasons out of the history of those that began before that version of the user. To
     * be called when all have ended, and none is given any more.
     */
    Mono<Void> forgetReasons(UserId user, long before) {
        return database.sql(FORGET_REASONS).bind("$1", user.value()).bind("$2", before).then();
    }

    private static Part part(Readable row) {
        return new Part(
                workshop(row), new OrganizerId(Objects.requireNonNull(row.get("id", UUID.class))));
    }

    private static WorkshopId workshop(Readable row) {
        return new WorkshopId(Objects.requireNonNull(row.get("workshop_id", UUID.class)));
    }
}
