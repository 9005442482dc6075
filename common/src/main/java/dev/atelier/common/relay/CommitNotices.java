package dev.atelier.common.relay;

import dev.atelier.common.eventlog.WakeUp;
import dev.atelier.common.relay.RelayProperties.Relay;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;

import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;

/**
 * Tells the instance that relays of what the others have committed. A notice follows the commits,
 * in a transaction of its own, and one is for all that came before it: within the business
 * transaction it would make every commit of the database wait for every other.
 */
class CommitNotices {

    /** Channels belong to the database, which the services share; logs belong to a schema. */
    private static final String NOTIFY = "SELECT pg_notify(current_schema() || '.event_log', '')";

    private static final String LISTEN =
            "DO $$ BEGIN EXECUTE format('LISTEN %I', current_schema() || '.event_log'); END $$";

    /** As many notices as nobody notices. */
    private static final Duration BETWEEN_NOTICES = Duration.ofMillis(20);

    /** Nothing else would tell that the connection is dead, for silence is its business. */
    private static final Duration BETWEEN_PROBES = Duration.ofSeconds(30);

    private static final Duration PROBE_TIME = Duration.ofSeconds(5);

    private final DatabaseClient database;
    private final WakeUp commits;
    private final Relay settings;
    private volatile long told;

    CommitNotices(DatabaseClient database, WakeUp commits, Relay settings) {
        this.database = database;
        this.commits = commits;
        this.settings = settings;
    }

    /** Sends one after each commit of this process, or after some; until it is cancelled. */
    Mono<Void> send() {
        return Mono.defer(this::sendNext)
                .repeat()
                .retryWhen(Retrying.forever("telling the instance that relays", settings))
                .then();
    }

    private Mono<Long> sendNext() {
        return commits.after(told).then(Mono.defer(this::tell)).delayElement(BETWEEN_NOTICES);
    }

    private Mono<Long> tell() {
        long count = commits.count();
        return database.sql(NOTIFY)
                .then()
                .then(Mono.fromSupplier(() -> count))
                .doOnNext(committed -> told = committed);
    }

    /**
     * Makes the notices of others commits of this process, until it is cancelled. It has a
     * connection of its own; while it has none, the relay finds what it misses by looking.
     */
    Mono<Void> receive() {
        return Flux.usingWhen(connect(), this::listen, Connection::close)
                .doOnNext(_ -> commits.wake())
                .retryWhen(Retrying.forever("listening to other instances", settings))
                .then();
    }

    private Mono<PostgresqlConnection> connect() {
        return Mono.from(unpooled(database.getConnectionFactory()).create())
                .cast(PostgresqlConnection.class);
    }

    private static ConnectionFactory unpooled(ConnectionFactory factory) {
        return factory instanceof Wrapped<?> wrapped
                        && wrapped.unwrap() instanceof ConnectionFactory within
                ? unpooled(within)
                : factory;
    }

    /** A signal for each notice, and one at first for those that were missed. */
    private Flux<Boolean> listen(PostgresqlConnection connection) {
        Flux<Boolean> notices =
                connection
                        .getNotifications()
                        .map(_ -> true)
                        .concatWith(
                                Mono.error(() -> new IllegalStateException("connection closed")));
        return Flux.merge(notices, begin(connection), probe(connection));
    }

    private static Mono<Boolean> begin(PostgresqlConnection connection) {
        return connection
                .createStatement(LISTEN)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .then(Mono.just(true));
    }

    /** Emits nothing, and fails when the connection has. */
    private static Mono<Boolean> probe(PostgresqlConnection connection) {
        return Flux.interval(BETWEEN_PROBES)
                .onBackpressureDrop()
                .concatMap(_ -> connection.validate(ValidationDepth.REMOTE).timeout(PROBE_TIME))
                .takeWhile(isAlive -> isAlive)
                .ignoreElements()
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("connection is dead")));
    }
}
