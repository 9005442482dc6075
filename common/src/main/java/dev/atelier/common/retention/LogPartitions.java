package dev.atelier.common.retention;

import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Objects;

/**
 * The partitions of the event log. What changes tables is done by functions of the schema's owner,
 * as this service may change rows only; each does its work in one transaction, and nothing while
 * another instance is at it.
 */
class LogPartitions {

    private static final String PREPARE =
            """
            SELECT coalesce(event_log_prepare($1 * interval '1 day',
                                              now() + $2 * interval '1 second'), 0)
            """;

    private static final String OLDER_THAN =
            """
            SELECT name, event_log_held_by(name) AS held_by
              FROM event_log_partition
             WHERE ends_at <= now() - $1 * interval '1 second'
             ORDER BY ends_at
            """;

    private static final String CARRY = "SELECT coalesce(event_log_carry($1, $2), 0)";
    private static final String DROP = "SELECT coalesce(event_log_drop($1), false)";
    private static final String SWEEP = "SELECT coalesce(event_log_sweep($1), 0)";

    private static final String FORGET_MIDNIGHT =
            "DELETE FROM event_log_midnight WHERE recorded_at < now() - interval '1 day'";

    private static final String EXTENT =
            """
            SELECT coalesce(extract(epoch FROM now() - min(ends_at)), 0)::bigint AS behind,
                   coalesce(extract(epoch FROM max(ends_at) - now()), 0)::bigint AS ahead,
                   EXISTS (SELECT FROM event_log_default) AS overflowing
              FROM event_log_partition
            """;

    private final DatabaseClient database;

    LogPartitions(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Makes partitions of that length that reach that far ahead, and one of what was logged where
     * none was.
     *
     * @return how many it made
     */
    Mono<Integer> prepare(Duration length, Duration ahead) {
        return database.sql(PREPARE)
                .bind("$1", length.toDays())
                .bind("$2", ahead.toSeconds())
                .mapValue(Integer.class)
                .one();
    }

    /** Those of which all events are older, the oldest first. */
    Flux<Old> olderThan(Duration age) {
        return database.sql(OLDER_THAN).bind("$1", age.toSeconds()).map(LogPartitions::old).all();
    }

    /**
     * Goes through the next rows of a partition, and carries forward those that are the newest of
     * their subject.
     *
     * @return how many it went through, none at the end
     */
    Mono<Integer> carry(String partition, int rows) {
        return database.sql(CARRY)
                .bind("$1", partition)
                .bind("$2", rows)
                .mapValue(Integer.class)
                .one();
    }

    /** Drops a partition that has been gone through, unless somebody needs it meanwhile. */
    Mono<Boolean> drop(String partition) {
        return database.sql(DROP).bind("$1", partition).mapValue(Boolean.class).one();
    }

    /**
     * Goes through the next rows of what was carried forward, and takes out what a newer event has
     * replaced and everybody has got.
     *
     * @return how many it went through, none at the end
     */
    Mono<Integer> sweep(int rows) {
        return database.sql(SWEEP).bind("$1", rows).mapValue(Integer.class).one();
    }

    /** Forgets which versions were logged about a midnight that is long over. */
    Mono<Long> forgetMidnight() {
        return database.sql(FORGET_MIDNIGHT).fetch().rowsUpdated();
    }

    Mono<Extent> extent() {
        return database.sql(EXTENT).map(LogPartitions::extent).one();
    }

    private static Old old(Readable row) {
        return new Old(
                Objects.requireNonNull(row.get("name", String.class)),
                row.get("held_by", String.class));
    }

    private static Extent extent(Readable row) {
        return new Extent(
                Objects.requireNonNull(row.get("behind", Long.class)),
                Objects.requireNonNull(row.get("ahead", Long.class)),
                Boolean.TRUE.equals(row.get("overflowing", Boolean.class)));
    }

    /**
     * A partition whose time has come.
     *
     * @param heldBy who needs it still, in words; null when nobody does
     */
    record Old(String name, @Nullable String heldBy) {}

    /**
     * What the partitions cover.
     *
     * @param behind seconds since the end of the oldest; below zero when that is to come
     * @param ahead seconds until the end of the newest
     * @param overflowing whether there are events for which there was no partition
     */
    record Extent(long behind, long ahead, boolean overflowing) {}
}
