package dev.atelier.workshop.organizing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.atelier.workshop.model.Organizer.Status;
import dev.atelier.workshop.model.OrganizerId;

import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Every status that organizers have ever had. */
@Repository
public class OrganizerHistory {

    private static final String FIND =
            """
            SELECT organizer_id, status, reason, replaces, since
              FROM organizer_history
             WHERE organizer_id = ANY ($1)
             ORDER BY position
            """;

    private final DatabaseClient database;

    OrganizerHistory(DatabaseClient database) {
        this.database = database;
    }

    /** Of each organizer the stages, the present one last. */
    public Mono<Map<OrganizerId, List<Stage>>> of(Collection<OrganizerId> organizers) {
        return database.sql(FIND)
                .bind("$1", organizers.stream().map(OrganizerId::value).toArray(UUID[]::new))
                .map(row -> Map.entry(organizer(row), stage(row)))
                .all()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private static OrganizerId organizer(Readable row) {
        return new OrganizerId(Objects.requireNonNull(row.get("organizer_id", UUID.class)));
    }

    private static Stage stage(Readable row) {
        return new Stage(
                Status.valueOf(Objects.requireNonNull(row.get("status", String.class))),
                row.get("reason", String.class),
                row.get("replaces", UUID.class),
                Objects.requireNonNull(row.get("since", Instant.class)));
    }

    /**
     * A status that an organizer has had.
     *
     * @param reason for organizers only
     * @param replaces for whom they had jumped in
     */
    public record Stage(
            Status status, @Nullable String reason, @Nullable UUID replaces, Instant since) {

        Stage withoutReason() {
            return new Stage(status, null, replaces, since);
        }
    }
}
