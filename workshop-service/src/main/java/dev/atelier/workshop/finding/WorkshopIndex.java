package dev.atelier.workshop.finding;

import dev.atelier.workshop.model.WorkshopId;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Flux;

import java.util.Objects;
import java.util.UUID;

/** Looks workshops up by their filters; it gives places in a list and not the workshops. */
@Repository
class WorkshopIndex {

    private final DatabaseClient database;

    WorkshopIndex(DatabaseClient database) {
        this.database = database;
    }

    Flux<Hit> find(WorkshopQuery query) {
        return database.sql(query.sql()).bindValues(query.values()).map(WorkshopIndex::hit).all();
    }

    private static Hit hit(Readable row) {
        return new Hit(
                new WorkshopId(Objects.requireNonNull(row.get("id", UUID.class))),
                Objects.requireNonNull(row.get("sort_key", String.class)),
                new Snapshot(Objects.requireNonNull(row.get("seen", String.class))));
    }

    /**
     * @param sortKey where in the list it stands, as text
     * @param seen the moment when it stood there
     */
    record Hit(WorkshopId id, String sortKey, Snapshot seen) {}
}
