package dev.atelier.common.relay;

import dev.atelier.common.relay.Envelope.Message;
import dev.atelier.common.relay.EventSender.Delivery;
import dev.atelier.common.relay.EventSender.Delivery.Accepted;
import dev.atelier.common.relay.EventSender.Delivery.Failed;
import dev.atelier.common.relay.EventSender.Delivery.Refused;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What was set aside, since a queue would not accept it, and sending it once more. That needs no
 * lease: whoever sends, a subscriber goes by the sequence.
 */
public class ParkedEvents {

    private static final String OF =
            """
            SELECT parked.position, parked.reason, parked.parked_at,
                   logged.id, logged.type, logged.subject, logged.sequence
              FROM parked_event AS parked
              LEFT JOIN event_log AS logged ON logged.position = parked.position
             WHERE parked.subscription = $1
             ORDER BY parked.position
            """;

    private static final String POSITIONS =
            """
            SELECT position FROM parked_event
             WHERE subscription = $1 AND (position = $2 OR $2 IS NULL)
             ORDER BY position
            """;

    private static final String RELEASE =
            "DELETE FROM parked_event WHERE subscription = $1 AND position = $2";

    private static final String KEEP =
            "UPDATE parked_event SET reason = $3 WHERE subscription = $1 AND position = $2";

    private static final String GONE = "the log does not hold it any more";

    private final DatabaseClient database;
    private final LogReader log;
    private final Envelope envelope;
    private final EventSender sender;
    private final Duration timeout;

    ParkedEvents(
            DatabaseClient database,
            LogReader log,
            Envelope envelope,
            EventSender sender,
            Duration timeout) {
        this.database = database;
        this.log = log;
        this.envelope = envelope;
        this.sender = sender;
        this.timeout = timeout;
    }

    /** All that is set aside for a subscription, in the order of the log. */
    public Flux<ParkedEvent> of(String subscription) {
        return database.sql(OF).bind("$1", subscription).map(ParkedEvents::parked).all();
    }

    /**
     * Tries to send it again, one after the other. What is refused again stays.
     *
     * @param queue the subscription's
     * @param position of the one event to send; all of them when there is none
     */
    public Flux<Attempt> sendAgain(String subscription, String queue, OptionalLong position) {
        Long only = position.isPresent() ? position.getAsLong() : null;
        return database.sql(POSITIONS)
                .bind("$1", subscription)
                .bind("$2", Parameters.in(R2dbcType.BIGINT, only))
                .mapValue(Long.class)
                .all()
                .collectList()
                .flatMapIterable(positions -> positions)
                .concatMap(each -> sendAgain(subscription, queue, each));
    }

    private Mono<Attempt> sendAgain(String subscription, String queue, long position) {
        return log.at(position)
                .flatMap(event -> send(queue, envelope.wrap(event)))
                .map(delivery -> attempt(position, delivery))
                .defaultIfEmpty(new Attempt(position, false, GONE))
                .delayUntil(attempt -> record(subscription, attempt));
    }

    private Mono<Delivery> send(String queue, Message message) {
        if (Batch.isTooLarge(message)) {
            return Mono.just(Refused.asTooLarge(message.event()));
        }
        return sender.send(queue, List.of(message))
                .timeout(timeout)
                .map(List::getFirst)
                .onErrorResume(
                        failure -> Mono.just(new Failed(message.event(), failure.toString())));
    }

    private static Attempt attempt(long position, Delivery delivery) {
        return switch (delivery) {
            case Accepted _ -> new Attempt(position, true, null);
            case Failed failed -> new Attempt(position, false, failed.reason());
            case Refused refused -> new Attempt(position, false, refused.reason());
        };
    }

    private Mono<Void> record(String subscription, Attempt attempt) {
        DatabaseClient.GenericExecuteSpec statement =
                attempt.reason() == null
                        ? database.sql(RELEASE)
                        : database.sql(KEEP).bind("$3", attempt.reason());
        return statement.bind("$1", subscription).bind("$2", attempt.position()).then();
    }

    private static ParkedEvent parked(Readable row) {
        return new ParkedEvent(
                value(row, "position", Long.class),
                row.get("id", UUID.class),
                row.get("type", String.class),
                row.get("subject", UUID.class),
                row.get("sequence", Long.class),
                value(row, "reason", String.class),
                value(row, "parked_at", Instant.class));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    /**
     * An event that was set aside; what it is, is null when the log does not hold it any more.
     *
     * @param position its place in the log, by which it is named
     * @param reason why the queue would not accept it, the last time
     */
    public record ParkedEvent(
            long position,
            @Nullable UUID id,
            @Nullable String type,
            @Nullable UUID subject,
            @Nullable Long sequence,
            String reason,
            Instant parkedAt) {}

    /**
     * What came of sending one again.
     *
     * @param reason why it was not sent; null when it was
     */
    public record Attempt(long position, boolean sent, @Nullable String reason) {}
}
