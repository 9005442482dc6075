package dev.atelier.enrollment.signup;

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
 * written: users first, then the workshop, each in sorted order. Without the users' locks two
 * overlapping sign-ups of one user deadlock on the exclusion constraint.
 */
@Component
class Locks {

    private static final String LOCK =
            "SELECT count(pg_advisory_xact_lock(key)) FROM unnest($1::bigint[]) AS lock (key)";

    /** Tells the two kinds of keys apart: the lowest bit of a key is its kind. */
    private static final long KIND = 1;

    private final DatabaseClient database;

    Locks(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> lock(Collection<UserId> users, WorkshopId workshop) {
        LongStream userKeys =
                users.stream().mapToLong(user -> key(user.value()) & ~KIND).sorted().distinct();
        LongStream workshopKey = LongStream.of(key(workshop.value()) | KIND);
        Long[] keys = LongStream.concat(userKeys, workshopKey).boxed().toArray(Long[]::new);
        return database.sql(LOCK).bind("$1", keys).then();
    }

    private static long key(UUID id) {
        return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
    }
}
