package dev.atelier.enrollment.invariants;

import io.r2dbc.spi.Readable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Asks the database, with the queries in {@code invariants/}, which one can also paste into psql.
 * Each is one statement, and so sees one committed state.
 */
@Repository
class InvariantQueries {

    private static final int EXAMPLES = 20;

    private static final String COUNTED =
            """
            WITH violators AS (
            %s
            )
            SELECT (SELECT count(*) FROM violators) AS violations,
                   ARRAY (SELECT violator FROM violators LIMIT %d) AS examples
            """;

    private final DatabaseClient database;
    private final Map<Invariant, String> queries = new EnumMap<>(Invariant.class);

    InvariantQueries(DatabaseClient database) {
        this.database = database;
        for (Invariant invariant : Invariant.values()) {
            queries.put(invariant, COUNTED.formatted(query(invariant), EXAMPLES));
        }
    }

    private static String query(Invariant invariant) {
        try {
            return new ClassPathResource("invariants/" + invariant.label() + ".sql")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    Mono<Violations> violations(Invariant invariant) {
        return database.sql(Objects.requireNonNull(queries.get(invariant)))
                .map(row -> violations(invariant, row))
                .one();
    }

    private static Violations violations(Invariant invariant, Readable row) {
        return new Violations(
                invariant.label(),
                Objects.requireNonNull(row.get("violations", Long.class)),
                List.of(Objects.requireNonNull(row.get("examples", UUID[].class))));
    }
}
