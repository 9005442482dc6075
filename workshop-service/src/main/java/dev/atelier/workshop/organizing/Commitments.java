package dev.atelier.workshop.organizing;

import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.WorkshopId;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What else organizers have to run. */
@Repository
class Commitments {

    private static final String BUSY =
            """
            SELECT DISTINCT here.user_id
              FROM organizer here
              JOIN workshop this ON this.id = here.workshop_id
              JOIN organizer there ON there.user_id = here.user_id AND there.status = 'ACTIVE'
              JOIN workshop other ON other.id = there.workshop_id
             WHERE here.workshop_id = $1 AND here.status = 'STANDBY'
               AND other.id <> this.id AND other.status = 'PUBLISHED'
               AND other.starts_at < this.ends_at AND this.starts_at < other.ends_at
            """;

    private final DatabaseClient database;

    Commitments(DatabaseClient database) {
        this.database = database;
    }

    /** Those who stand by for the workshop while they act in another at the same time. */
    Mono<Set<UserId>> busy(WorkshopId workshop) {
        return database.sql(BUSY)
                .bind("$1", workshop.value())
                .map(row -> new UserId(Objects.requireNonNull(row.get("user_id", UUID.class))))
                .all()
                .collect(Collectors.toSet());
    }
}
