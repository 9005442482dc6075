package dev.atelier.common.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.common.EventsApplication.EventsTest;
import dev.atelier.common.eventlog.DomainEvent;
import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.eventlog.WakeUp;
import dev.atelier.common.relay.EventSender.Delivery.Accepted;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Two instances of a service on one database, each with its own owner of the lease. */
@EventsTest
class TwoInstancesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The lease runs out, and the other instance looks three times in its length. */
    private static final Duration TAKE_OVER = RelayInstance.LEASE.multipliedBy(4).dividedBy(3);

    private static final EventSender ACCEPTING =
            (_, batch) ->
                    Mono.fromSupplier(
                            () ->
                                    batch.stream()
                                            .<EventSender.Delivery>map(
                                                    message -> new Accepted(message.event()))
                                            .toList());

    @Autowired DatabaseClient database;
    @Autowired EventLog log;
    @Autowired TransactionalOperator transaction;

    /** The writer's: of the instance that does not relay. */
    @Autowired WakeUp ownCommits;

    private final String subscription = "subscriber-" + UUID.randomUUID();
    private final UUID subject = UUID.randomUUID();
    private RelayInstance relaying;
    private RelayInstance writing;

    @BeforeEach
    void start() {
        relaying = instance(new WakeUp()).start();
        await().atMost(PATIENCE).until(relaying::isRelaying);
        writing = instance(ownCommits).start();
    }

    private RelayInstance instance(WakeUp commits) {
        return new RelayInstance(subscription, "queue", ACCEPTING, database, commits);
    }

    @AfterEach
    void stop() {
        relaying.stop();
        writing.stop();
    }

    @Test
    void oneRelaysWhatTheOtherHasWritten() {
        append(1, 50);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(relaying.sent(subject)).isEqualTo(sequences(50)));
        assertThat(writing.sent).isEmpty();
        assertThat(writing.isRelaying()).isFalse();
    }

    @Test
    void otherTakesOverWhenTheOwnerIsKilled() {
        append(1, 20);
        await().atMost(PATIENCE).until(() -> relaying.sent(subject).size() == 20);

        relaying.kill();
        append(21, 40);

        await().atMost(TAKE_OVER.plusSeconds(2))
                .untilAsserted(() -> assertThat(writing.sent(subject)).endsWith(40L).isSorted());
        assertThat(
                        Stream.concat(
                                        relaying.sent(subject).stream(),
                                        writing.sent(subject).stream())
                                .distinct()
                                .toList())
                .isEqualTo(sequences(40));
    }

    @Test
    void otherTakesOverAtOnceWhenTheOwnerIsStopped() {
        relaying.stop();

        await().atMost(RelayInstance.LEASE).until(writing::isRelaying);
    }

    private void append(long first, long last) {
        Flux.fromStream(LongStream.rangeClosed(first, last).boxed())
                .map(sequence -> new DomainEvent("thing.made.v1", subject, sequence, Map.of()))
                .concatMap(event -> transaction.transactional(log.append(event)))
                .blockLast();
    }

    private static List<Long> sequences(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
