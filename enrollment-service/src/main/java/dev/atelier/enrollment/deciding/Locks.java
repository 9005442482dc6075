package dev.atelier.enrollment.deciding;

import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.Collection;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Advisory locks that hold until the transaction ends. All of them are taken before anything is
 * written: users first, then workshops, each in sorted order. Without the users' locks two
 * overlapping sign-ups of one user deadlock on the exclusion constraint.
 */
@Component
public class Locks {

    private static final String LOCK =
            "SELECT count(pg_advisory_xact_lock(key)) FROM unnest($1::bigint[]) AS lock (key)";

    /** Tells the two kinds of keys apart: the lowest bit of a key is its kind. */
    private static final long KIND = 1;

    private final DatabaseClient database;

    Locks(DatabaseClient database) {
        this.database = database;
    }

    /** Keeps the user's participations as they are, apart from what this transaction does. */
    public Mono<Void> lock(UserId user) {
        return lock(LongStream.of(key(user)));
    }

    Mono<Void> lock(Collection<UserId> users, Collection<WorkshopId> workshops) {
        LongStream userKeys = users.stream().mapToLong(Locks::key).sorted().distinct();
        LongStream workshopKeys = workshops.stream().mapToLong(Locks::key).sorted().distinct();
        return lock(LongStream.concat(userKeys, workshopKeys));
    }

    private Mono<Void> lock(LongStream keys) {
        return database.sql(LOCK).bind("$1", keys.boxed().toArray(Long[]::new)).then();
    }

    private static long key(UserId user) {
        return key(user.value()) & ~KIND;
    }

    private static long key(WorkshopId workshop) {
        return key(workshop.value()) | KIND;
    }

    private static long key(UUID id) {
        return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
    }
}
