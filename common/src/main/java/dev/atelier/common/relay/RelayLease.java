package dev.atelier.common.relay;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to relay, which one instance of a service has at a time. It is a hint for who works,
 * not a lock: what guards the cursors is the epoch that every write of theirs names.
 */
class RelayLease {

    private static final Logger LOG = LoggerFactory.getLogger(RelayLease.class);

    private static final String ACQUIRE =
            """
            UPDATE relay_lease
               SET epoch = CASE WHEN owner = $1 THEN epoch ELSE epoch + 1 END,
                   owner = $1,
                   expires_at = clock_timestamp() + $2 * interval '1 millisecond'
             WHERE owner = $1 OR expires_at < clock_timestamp()
            RETURNING epoch
            """;

    private static final String RELEASE =
            "UPDATE relay_lease SET expires_at = '-infinity' WHERE owner = $1";

    private final DatabaseClient database;
    private final Duration leaseTime;
    private final UUID owner = UUID.randomUUID();

    RelayLease(DatabaseClient database, Duration leaseTime) {
        this.database = database;
        this.leaseTime = leaseTime;
    }

    /** Tries for the lease for ever and tells of each change: held, or held by someone else. */
    Flux<Optional<Held>> changes() {
        return Flux.interval(Duration.ZERO, leaseTime.dividedBy(3))
                .onBackpressureDrop()
                .concatMap(_ -> acquire(), 1)
                .distinctUntilChanged();
    }

    /** Gives the lease back, so that another instance need not wait for its end. */
    Mono<Void> release() {
        return database.sql(RELEASE).bind("$1", owner).then();
    }

    private Mono<Optional<Held>> acquire() {
        return database.sql(ACQUIRE)
                .bind("$1", owner)
                .bind("$2", leaseTime.toMillis())
                .mapValue(Long.class)
                .one()
                .map(epoch -> Optional.of(new Held(owner, epoch)))
                .defaultIfEmpty(Optional.empty())
                .doOnError(failure -> LOG.warn("no relay lease: {}", failure.getMessage()))
                .onErrorReturn(Optional.empty());
    }

    /** The lease in our hands. */
    record Held(UUID owner, long epoch) {}
}
