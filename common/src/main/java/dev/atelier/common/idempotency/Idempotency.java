package dev.atelier.common.idempotency;

import dev.atelier.common.idempotency.IdempotencyRefusal.KeyReused;
import dev.atelier.common.problem.RefusedException;

import io.r2dbc.spi.Readable;

import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The keys of requests that have created something, kept for seven days. */
public class Idempotency {

    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text";

    private static final String FIND =
            """
            SELECT fingerprint, resource
              FROM idempotency_key
             WHERE caller = $1 AND key = $2 AND created_at > now() - interval '7 days'
            """;

    private static final String REMEMBER =
            """
            INSERT INTO idempotency_key (caller, key, fingerprint, resource)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (caller, key) DO UPDATE
               SET fingerprint = excluded.fingerprint, resource = excluded.resource,
                   created_at = excluded.created_at
            """;

    private static final String FIND_ALL =
            """
            SELECT caller, key, fingerprint, resource
              FROM unnest($1::uuid[], $2::text[]) AS asked (caller, key)
                   JOIN idempotency_key USING (caller, key)
             WHERE created_at > now() - interval '7 days'
            """;

    private static final String REMEMBER_ALL =
            """
            INSERT INTO idempotency_key (caller, key, fingerprint, resource)
            SELECT caller, key, decode(fingerprint, 'hex'), resource
              FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[])
                   AS answered (caller, key, fingerprint, resource)
            ON CONFLICT (caller, key) DO UPDATE
               SET fingerprint = excluded.fingerprint, resource = excluded.resource,
                   created_at = excluded.created_at
            """;

    private static final String KEPT =
            """
            SELECT key, resource, created_at
              FROM idempotency_key
             WHERE caller = $1
             ORDER BY created_at, key
            """;

    private static final String FORGET_CALLER = "DELETE FROM idempotency_key WHERE caller = $1";

    private static final String FORGET =
            "DELETE FROM idempotency_key WHERE created_at < now() - interval '7 days'";

    private final DatabaseClient database;

    Idempotency(DatabaseClient database) {
        this.database = database;
    }

    /**
     * What the same request has created before; within the transaction that would create it, and
     * before its first write. Requests with the same key wait for each other here.
     *
     * @return empty when the request is new; fails with {@code 422 idempotency-key-reused} when the
     *     key belongs to another request
     */
    public Mono<UUID> earlier(Optional<IdempotentRequest> request) {
        return Mono.justOrEmpty(request).flatMap(given -> lock(given).then(find(given)));
    }

    /** Keeps what the request has created, in the transaction that created it. */
    public Mono<Void> remember(Optional<IdempotentRequest> request, UUID resource) {
        return Mono.justOrEmpty(request)
                .flatMap(
                        given ->
                                database.sql(REMEMBER)
                                        .bind("$1", given.caller())
                                        .bind("$2", given.key())
                                        .bind("$3", given.fingerprint())
                                        .bind("$4", resource)
                                        .then());
    }

    /**
     * What requests with these keys have created before, for whoever decides many at once. It takes
     * no lock: the caller of this holds one that keeps the requests of one person apart.
     *
     * @return the requests as they were sent then, whose fingerprints may differ from those now
     */
    public Flux<Answered> earlier(List<IdempotentRequest> requests) {
        if (requests.isEmpty()) {
            return Flux.empty();
        }
        return database.sql(FIND_ALL)
                .bind("$1", callers(requests))
                .bind("$2", keys(requests))
                .map(
                        row ->
                                new Answered(
                                        new IdempotentRequest(
                                                value(row, "caller", UUID.class),
                                                value(row, "key", String.class),
                                                value(row, "fingerprint", byte[].class)),
                                        value(row, "resource", UUID.class)))
                .all();
    }

    /** Keeps what the requests have created, in the transaction that created it. */
    public Mono<Void> remember(List<Answered> answered) {
        if (answered.isEmpty()) {
            return Mono.empty();
        }
        List<IdempotentRequest> requests = answered.stream().map(Answered::request).toList();
        return database.sql(REMEMBER_ALL)
                .bind("$1", callers(requests))
                .bind("$2", keys(requests))
                .bind(
                        "$3",
                        requests.stream()
                                .map(request -> HexFormat.of().formatHex(request.fingerprint()))
                                .toArray(String[]::new))
                .bind("$4", answered.stream().map(Answered::resource).toArray(UUID[]::new))
                .then();
    }

    /** A request and what it has created. */
    public record Answered(IdempotentRequest request, UUID resource) {}

    private static UUID[] callers(List<IdempotentRequest> requests) {
        return requests.stream().map(IdempotentRequest::caller).toArray(UUID[]::new);
    }

    private static String[] keys(List<IdempotentRequest> requests) {
        return requests.stream().map(IdempotentRequest::key).toArray(String[]::new);
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    /** All keys that are kept of a caller's, the oldest first. */
    public Flux<KeptKey> kept(UUID caller) {
        return database.sql(KEPT)
                .bind("$1", caller)
                .map(
                        row ->
                                new KeptKey(
                                        Objects.requireNonNull(row.get("key", String.class)),
                                        Objects.requireNonNull(row.get("resource", UUID.class)),
                                        Objects.requireNonNull(
                                                row.get("created_at", Instant.class))))
                .all();
    }

    /** Deletes all keys of a caller, who is to leave no trace. */
    public Mono<Void> forget(UUID caller) {
        return database.sql(FORGET_CALLER).bind("$1", caller).then();
    }

    /** Deletes keys that have had their time. */
    Mono<Long> forgetOld() {
        return database.sql(FORGET).fetch().rowsUpdated();
    }

    private Mono<Void> lock(IdempotentRequest request) {
        return database.sql(LOCK).bind("$1", request.caller() + " " + request.key()).then();
    }

    private Mono<UUID> find(IdempotentRequest request) {
        return database.sql(FIND)
                .bind("$1", request.caller())
                .bind("$2", request.key())
                .map(
                        row ->
                                new Earlier(
                                        Objects.requireNonNull(
                                                row.get("fingerprint", byte[].class)),
                                        Objects.requireNonNull(row.get("resource", UUID.class))))
                .one()
                .map(
                        earlier -> {
                            if (!request.isSame(earlier.fingerprint())) {
                                throw new RefusedException(new KeyReused());
                            }
                            return earlier.resource();
                        });
    }

    private record Earlier(byte[] fingerprint, UUID resource) {}
}
