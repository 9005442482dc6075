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

    Flux<Place> find(WorkshopQuery query) {
        return database.sql(query.sql()).bindValues(query.values()).map(WorkshopIndex::place).all();
    }

    private static Place place(Readable row) {
        return new Place(
                text(row, "sort_key"),
                new WorkshopId(Objects.requireNonNull(row.get("id", UUID.class))),
                new Snapshot(text(row, "began")),
                Reach.read(text(row, "reach")));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
