package dev.atelier.common.eventlog;

import com.github.f4b6a3.uuid.UuidCreator;

import dev.atelier.common.tracing.CurrentTrace;

import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/**
 * Appends events to the service's log, reads them back, and takes out what must not be known any
 * more.
 */
public class EventLog {

    private static final String APPEND =
            """
            INSERT INTO event_log (id, type, subject, sequence, traceparent, data)
            SELECT id, type, subject, sequence, traceparent, data::jsonb
              FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::bigint[], $5::text[], $6::text[])
                   AS event (id, type, subject, sequence, data, traceparent)
            """;

    private static final String ABOUT =
            """
            SELECT id, type, sequence, recorded_at, data::text AS data
              FROM event_log
             WHERE subject = $1
             ORDER BY sequence
            """;

    private static final String REDACT = "UPDATE event_log SET data = $2::jsonb WHERE subject = $1";

    private final DatabaseClient database;
    private final JsonMapper json;
    private final WakeUp wakeUp;

    EventLog(DatabaseClient database, JsonMapper json, WakeUp wakeUp) {
        this.database = database;
        this.json = json;
        this.wakeUp = wakeUp;
    }

    /**
     * Appends the events, in their order, in the transaction that is open; the relay is woken when
     * it commits.
     *
     * @return fails with {@link org.springframework.transaction.NoTransactionException} outside a
     *     transaction
     */
    public Mono<Void> append(List<DomainEvent> events) {
        if (events.isEmpty()) {
            return Mono.empty();
        }
        return wakeAfterCommit()
                .then(
                        Mono.deferContextual(
                                context ->
                                        insert(
                                                events,
                                                CurrentTrace.traceparent(context).orElse(null))));
    }

    public Mono<Void> append(DomainEvent event) {
        return append(List.of(event));
    }

    /**
     * Puts other data in the place of what all events about the subject have said so far, in the
     * transaction that is open. It replaces all of it, so that no member can be forgotten. Types,
     * sequences, times and the order stay: whoever starts at the beginning misses no event.
     *
     * <p>It reaches the log only. An event that the relay has read but not delivered yet arrives as
     * it was, and so do those that wait in a queue; for both, the subscriber's duty to go by the
     * sequence makes the later event win. The former rows are in Postgres' files until they are
     * vacuumed, and in backups until these expire.
     *
     * @param data written as JSON; must be what a consumer can take for any type of the subject's
     *     events
     * @return fails with {@link org.springframework.transaction.NoTransactionException} outside a
     *     transaction
     */
    public Mono<Void> redact(UUID subject, Object data) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .then(
                        Mono.defer(
                                () ->
                                        database.sql(REDACT)
                                                .bind("$1", subject)
                                                .bind("$2", json.writeValueAsString(data))
                                                .then()));
    }

    /** All events about the subject that the log holds, the oldest first. */
    public Flux<RecordedEvent> about(UUID subject) {
        return database.sql(ABOUT).bind("$1", subject).map(this::recorded).all();
    }

    private RecordedEvent recorded(Readable row) {
        return new RecordedEvent(
                value(row, "id", UUID.class),
                value(row, "type", String.class),
                value(row, "sequence", Long.class),
                value(row, "recorded_at", Instant.class),
                json.readTree(value(row, "data", String.class)));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    private Mono<Void> wakeAfterCommit() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new Waking()))
                .then();
    }

    private Mono<Void> insert(List<DomainEvent> events, @Nullable String current) {
        return database.sql(APPEND)
                .bind("$1", column(events, UUID.class, _ -> newId()))
                .bind("$2", column(events, String.class, DomainEvent::type))
                .bind("$3", column(events, UUID.class, DomainEvent::subject))
                .bind("$4", column(events, Long.class, DomainEvent::sequence))
                .bind("$5", column(events, String.class, this::data))
                .bind("$6", column(events, String.class, event -> trace(event, current)))
                .then();
    }

    private static @Nullable String trace(DomainEvent event, @Nullable String current) {
        return event.traceparent() == null ? current : event.traceparent();
    }

    private String data(DomainEvent event) {
        return json.writeValueAsString(event.data());
    }

    private static UUID newId() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    @SuppressWarnings("unchecked")
    private static <T> T[] column(
            List<DomainEvent> events, Class<T> type, Function<DomainEvent, @Nullable T> value) {
        T[] column = (T[]) java.lang.reflect.Array.newInstance(type, events.size());
        for (int index = 0; index < column.length; index++) {
            column[index] = value.apply(events.get(index));
        }
        return column;
    }

    private final class Waking implements TransactionSynchronization {

        @Override
        public Mono<Void> afterCommit() {
            return Mono.fromRunnable(wakeUp::wake);
        }
    }
}
