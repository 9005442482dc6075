package dev.atelier.common.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.atelier.common.EventsApplication.EventsTest;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@EventsTest
class EventLogTest {

    @Autowired EventLog log;
    @Autowired WakeUp wakeUp;
    @Autowired DatabaseClient database;
    @Autowired TransactionalOperator transaction;

    private final UUID subject = UUID.randomUUID();

    @Test
    void keepsEventsInTheirOrder() {
        List<DomainEvent> events =
                List.of(
                        new DomainEvent("thing.made.v1", subject, 1, Map.of("name", "Übung")),
                        new DomainEvent("thing.changed.v1", subject, 2, Map.of("name", "x")));

        transaction.transactional(log.append(events)).block();

        assertThat(logged())
                .extracting(row -> row.get("type"), row -> row.get("data"))
                .containsExactly(
                        tuple("thing.made.v1", "{\"name\": \"Übung\"}"),
                        tuple("thing.changed.v1", "{\"name\": \"x\"}"));
    }

    @Test
    void keepsTheTraceThatEachEventIsSaidToHaveHappenedIn() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        DomainEvent told = new DomainEvent("thing.made.v1", subject, 1, Map.of()).in(trace);
        DomainEvent silent = new DomainEvent("thing.made.v1", subject, 2, Map.of());

        transaction.transactional(log.append(List.of(told, silent))).block();

        assertThat(withoutData(subject))
                .extracting(row -> row.get("traceparent"))
                .containsExactly(trace, null);
    }

    @Test
    void losesEventWithItsTransaction() {
        Mono<Void> failing = append(1).then(Mono.error(new IllegalStateException("rolled back")));

        StepVerifier.create(transaction.transactional(failing)).verifyErrorMessage("rolled back");

        assertThat(logged()).isEmpty();
    }

    @Test
    void refusesToLogOutsideTransaction() {
        StepVerifier.create(append(1)).verifyError(NoTransactionException.class);

        assertThat(logged()).isEmpty();
    }

    @Test
    void refusesVersionThatIsThere() {
        transaction.transactional(append(1)).block();

        StepVerifier.create(transaction.transactional(append(1)))
                .verifyError(DuplicateKeyException.class);
    }

    @Test
    void wakesRelayAfterCommitOnly() {
        long seen = wakeUp.count();
        Mono<Long> countInside = append(1).then(Mono.fromSupplier(wakeUp::count));

        StepVerifier.create(transaction.transactional(countInside))
                .expectNext(seen)
                .verifyComplete();

        StepVerifier.create(wakeUp.after(seen)).expectComplete().verify(Duration.ofSeconds(5));
    }

    @Test
    void readsBackWhatIsLoggedAboutSubject() {
        transaction.transactional(append(1).then(append(2))).block();

        List<RecordedEvent> events = log.about(subject).collectList().block();

        assertThat(events)
                .extracting(
                        RecordedEvent::type,
                        RecordedEvent::sequence,
                        event -> event.data().toString())
                .containsExactly(
                        tuple("thing.made.v1", 1L, "{}"), tuple("thing.made.v1", 2L, "{}"));
        assertThat(log.about(UUID.randomUUID()).collectList().block()).isEmpty();
    }

    @Test
    void redactsWhatEventsOfSubjectHaveSaidAndNothingElse() {
        UUID other = UUID.randomUUID();
        transaction.transactional(append(1).then(append(2))).block();
        transaction
                .transactional(
                        log.append(new DomainEvent("thing.made.v1", other, 1, Map.of("name", "x"))))
                .block();
        List<Map<String, Object>> before = withoutData(subject);

        transaction
                .transactional(log.redact(subject, Map.of("gone", true)).then(append(3)))
                .block();

        assertThat(logged())
                .extracting(row -> row.get("data"))
                .containsExactly("{\"gone\": true}", "{\"gone\": true}", "{}");
        assertThat(withoutData(subject).subList(0, 2)).isEqualTo(before);
        assertThat(logged(other))
                .extracting(row -> row.get("data"))
                .containsExactly("{\"name\": \"x\"}");
    }

    @Test
    void redactsTogetherWithItsTransactionOrNotAtAll() {
        transaction.transactional(append(1)).block();
        Mono<Void> redact = log.redact(subject, Map.of("gone", true));

        StepVerifier.create(
                        transaction.transactional(
                                redact.then(Mono.error(new IllegalStateException("rolled back")))))
                .verifyErrorMessage("rolled back");
        StepVerifier.create(redact).verifyError(NoTransactionException.class);

        assertThat(logged()).extracting(row -> row.get("data")).containsExactly("{}");
    }

    private Mono<Void> append(long sequence) {
        return log.append(new DomainEvent("thing.made.v1", subject, sequence, Map.of()));
    }

    private List<Map<String, Object>> logged() {
        return logged(subject);
    }

    /** Everything that a relay or a reader goes by. */
    private List<Map<String, Object>> withoutData(UUID about) {
        return database.sql(
                        """
                        SELECT position, transaction_id::text, id, type, sequence,
                               recorded_at, traceparent
                          FROM event_log
                         WHERE subject = $1 ORDER BY position
                        """)
                .bind("$1", about)
                .fetch()
                .all()
                .collectList()
                .block();
    }

    private List<Map<String, Object>> logged(UUID about) {
        return database.sql(
                        """
                        SELECT type, data::text AS data FROM event_log
                         WHERE subject = $1 ORDER BY position
                        """)
                .bind("$1", about)
                .fetch()
                .all()
                .collectList()
                .block();
    }
}
