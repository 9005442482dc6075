package dev.atelier.common.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.eventlog.WakeUp;
import dev.atelier.common.relay.LoggedEvent.Cursor;
import dev.atelier.common.relay.RelayProperties.Relay;
import dev.atelier.common.relay.RelayProperties.Start;
import dev.atelier.common.relay.RelayProperties.Subscription;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Virtual time, a log and a cursor in memory, and a queue that fails as it is told. */
class PassageTest {

    private static final Cursor START = new Cursor("0", 0);
    private static final int PAGE = 10;
    private static final Subscription SUBSCRIPTION =
            new Subscription("someone", "queue", List.of("thing.*"), Start.BEGINNING);
    private static final Relay SETTINGS =
            new Relay(
                    PAGE,
                    5 * PAGE,
                    4,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(10));

    private final FlakyQueue queue = new FlakyQueue();
    private final MemoryLog log = new MemoryLog();
    private final MemoryCursor cursor = new MemoryCursor();
    private final WakeUp commits = new WakeUp();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final SubscriptionMeters meters = new SubscriptionMeters("someone", registry);
    private final UUID broken = UUID.randomUUID();

    @Test
    void failingSubjectHoldsBackOnlyItself() {
        queue.broken.add(broken);
        log.append(broken, 1);
        List<UUID> others = log.appendOthers(30 * PAGE);
        log.append(broken, 2);

        StepVerifier.withVirtualTime(this::passage)
                .thenAwait(Duration.ofSeconds(5))
                .then(() -> assertThat(queue.accepted.keySet()).containsAll(others))
                .then(() -> assertThat(cursor.stored).isEqualTo(START))
                .then(() -> assertThat(failing()).isEqualTo(1))
                .then(() -> queue.broken.clear())
                .thenAwait(SETTINGS.maxBackoff())
                .then(() -> assertThat(failing()).isZero())
                .then(() -> assertThat(queue.accepted(broken)).containsExactly(1L, 2L))
                .then(() -> assertThat(cursor.stored).isEqualTo(log.end()))
                .thenCancel()
                .verify();
    }

    @Test
    void sendsAgainWhatWasSentBeyondTheCursor() {
        queue.broken.add(broken);
        log.append(broken, 1);
        UUID other = UUID.randomUUID();
        IntStream.rangeClosed(1, 3).forEach(sequence -> log.append(other, sequence));

        StepVerifier.withVirtualTime(this::passage)
                .thenAwait(Duration.ofSeconds(5))
                .thenCancel()
                .verify();
        queue.broken.clear();
        StepVerifier.withVirtualTime(this::passage)
                .thenAwait(Duration.ofSeconds(5))
                .thenCancel()
                .verify();

        assertThat(queue.accepted(broken)).containsExactly(1L);
        assertThat(queue.accepted(other)).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
        assertThat(cursor.stored).isEqualTo(log.end());
    }

    @Test
    void stopsReadingWhenTooManyAreHeldBack() {
        List<UUID> subjects = log.appendOthers(20 * PAGE);
        queue.broken.addAll(subjects);

        StepVerifier.withVirtualTime(this::passage)
                .thenAwait(Duration.ofMinutes(1))
                .then(() -> assertThat(log.read).isEqualTo(SETTINGS.readAhead()))
                .then(() -> queue.broken.clear())
                .thenAwait(SETTINGS.maxBackoff())
                .then(() -> assertThat(queue.accepted.keySet()).containsAll(subjects))
                .thenCancel()
                .verify();
    }

    @Test
    void endsWhenAnOperatorMovesTheCursor() {
        log.appendOthers(PAGE);

        StepVerifier.withVirtualTime(this::passage)
                .thenAwait(Duration.ofSeconds(5))
                .then(() -> cursor.epoch++)
                .thenAwait(SETTINGS.pollInterval().multipliedBy(2))
                .verifyComplete();
    }

    @Test
    void endsWhenAnOperatorHoldsItWithoutSendingWhatComes() {
        StepVerifier.withVirtualTime(this::passage)
                .thenAwait(Duration.ofMillis(500))
                .then(() -> cursor.isPaused = true)
                .then(() -> log.append(broken, 1))
                .then(commits::wake)
                .thenAwait(Duration.ofMillis(200))
                .verifyComplete();

        assertThat(queue.calls).isEmpty();
    }

    /** Or else all of that would be sent again when it goes on. */
    @Test
    void storesWhatWasOnItsWayWhenAnOperatorHoldsIt() {
        queue.delay = Duration.ofSeconds(3);
        log.appendOthers(PAGE);

        StepVerifier.withVirtualTime(this::passage)
                .thenAwait(Duration.ofMillis(50))
                .then(() -> cursor.isPaused = true)
                .then(() -> log.append(broken, 1))
                .then(commits::wake)
                .thenAwait(queue.delay)
                .verifyComplete();

        assertThat(queue.calls).hasSize(1);
        assertThat(cursor.stored).isEqualTo(new Cursor("0", PAGE));
    }

    @Test
    void endsWhenAnOperatorHoldsItWhileTheWindowIsFull() {
        queue.broken.addAll(log.appendOthers(20 * PAGE));

        StepVerifier.withVirtualTime(this::passage)
                .thenAwait(Duration.ofMinutes(1))
                .then(() -> cursor.isPaused = true)
                .thenAwait(SETTINGS.pollInterval().multipliedBy(2))
                .verifyComplete();
    }

    @Test
    void endsWhenTheLeaseIsLost() {
        cursor.isLost = true;
        log.appendOthers(PAGE);

        StepVerifier.withVirtualTime(this::passage)
                .thenAwait(Duration.ofSeconds(1))
                .verifyComplete();

        assertThat(cursor.stored).isEqualTo(START);
    }

    @Test
    void goesOnWhereItWasWhenTheDatabaseWasAway() {
        log.isAway = true;
        cursor.isAway = true;
        List<UUID> subjects = log.appendOthers(3 * PAGE);

        StepVerifier.withVirtualTime(this::passage)
                .thenAwait(Duration.ofMinutes(1))
                .then(() -> log.isAway = false)
                .thenAwait(SETTINGS.maxBackoff().multipliedBy(2))
                .then(() -> assertThat(queue.accepted.keySet()).containsAll(subjects))
                .then(() -> cursor.isAway = false)
                .thenAwait(SETTINGS.maxBackoff().multipliedBy(2))
                .then(() -> assertThat(cursor.stored).isEqualTo(log.end()))
                .thenCancel()
                .verify();

        assertThat(queue.accepted.values()).allMatch(sent -> sent.size() == 1);
    }

    /** Failures and restarts at random: nothing is lost, and no subject runs ahead of itself. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void losesNothingAndKeepsEachSubjectsOrder(long seed) {
        Random random = new Random(seed);
        List<UUID> subjects = IntStream.range(0, 12).mapToObj(_ -> UUID.randomUUID()).toList();
        Map<UUID, Long> last = new HashMap<>();
        for (int index = 0; index < 400; index++) {
            UUID subject = subjects.get(random.nextInt(subjects.size()));
            log.append(subject, last.merge(subject, 1L, Long::sum));
        }
        for (int restart = 0; restart < 6; restart++) {
            queue.broken.clear();
            subjects.stream().filter(_ -> random.nextInt(4) == 0).forEach(queue.broken::add);
            subjects.forEach(subject -> queue.failures.put(subject, random.nextInt(3)));
            Map<UUID, Integer> before = counts(subjects);
            StepVerifier.withVirtualTime(this::passage)
                    .thenAwait(Duration.ofMillis(random.nextInt(2000)))
                    .thenCancel()
                    .verify();
            subjects.forEach(subject -> assertRising(seed, subject, before.get(subject)));
            assertNothingBehindTheCursorIsUnsent(seed);
        }
        queue.broken.clear();

        StepVerifier.withVirtualTime(this::passage)
                .thenAwait(Duration.ofMinutes(5))
                .thenCancel()
                .verify();

        assertThat(cursor.stored).as("seed %d", seed).isEqualTo(log.end());
        assertNothingBehindTheCursorIsUnsent(seed);
        last.forEach(
                (subject, sequence) ->
                        assertThat(queue.accepted(subject).stream().distinct())
                                .as("seed %d", seed)
                                .containsExactlyElementsOf(
                                        LongStream.rangeClosed(1, sequence).boxed().toList()));
    }

    private Map<UUID, Integer> counts(List<UUID> subjects) {
        Map<UUID, Integer> counts = new HashMap<>();
        subjects.forEach(subject -> counts.put(subject, queue.accepted(subject).size()));
        return counts;
    }

    private void assertRising(long seed, UUID subject, int from) {
        List<Long> sent = queue.accepted(subject);
        List<Long> now = sent.subList(from, sent.size());
        assertThat(now).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
    }

    private void assertNothingBehindTheCursorIsUnsent(long seed) {
        assertThat(log.events.subList(0, (int) cursor.stored.position()))
                .as("seed %d", seed)
                .allSatisfy(
                        event ->
                                assertThat(queue.accepted(event.subject()))
                                        .contains(event.sequence()));
    }

    private double failing() {
        return registry.get("atelier.events.failing").gauge().value();
    }

    private Mono<Void> passage() {
        RelayParts parts =
                new RelayParts(
                        log,
                        new Envelope("/atelier/some-service", JsonMapper.builder().build()),
                        queue,
                        cursor,
                        commits,
                        SETTINGS);
        RelayLease.Held lease = new RelayLease.Held(UUID.randomUUID(), 1);
        return new Passage(SUBSCRIPTION, cursor.place(), lease, parts, meters).run();
    }

    /** A log of which every event's place is its index and one. */
    private static final class MemoryLog extends LogReader {

        final List<LoggedEvent> events = new ArrayList<>();
        int read;
        boolean isAway;

        MemoryLog() {
            super((DatabaseClient) null);
        }

        void append(UUID subject, long sequence) {
            events.add(
                    new LoggedEvent(
                            new Cursor("0", events.size() + 1),
                            UUID.randomUUID(),
                            "thing.made.v1",
                            subject,
                            sequence,
                            Instant.EPOCH,
                            null,
                            "{}"));
        }

        List<UUID> appendOthers(int count) {
            List<UUID> subjects =
                    IntStream.range(0, count).mapToObj(_ -> UUID.randomUUID()).toList();
            subjects.forEach(subject -> append(subject, 1));
            return subjects;
        }

        Cursor end() {
            return events.getLast().cursor();
        }

        @Override
        Mono<List<LoggedEvent>> readAfter(Cursor cursor, int limit) {
            return Mono.fromSupplier(
                    () -> {
                        if (isAway) {
                            throw new IllegalStateException("away");
                        }
                        int from = (int) cursor.position();
                        int to = Math.min(from + limit, events.size());
                        read += to - from;
                        return List.copyOf(events.subList(from, to));
                    });
        }
    }

    private static final class MemoryCursor extends Subscriptions {

        Cursor stored = START;
        long epoch;
        boolean isPaused;
        boolean isLost;
        boolean isAway;

        MemoryCursor() {
            super((DatabaseClient) null);
        }

        @Override
        Mono<Place> place(String subscription) {
            return Mono.fromSupplier(() -> isPaused ? null : place());
        }

        Place place() {
            return new Place(stored, epoch);
        }

        @Override
        Mono<Boolean> advance(String subscription, Place from, Cursor to, RelayLease.Held lease) {
            return answer(
                    () -> {
                        boolean moves = !isLost && from.equals(place());
                        stored = moves ? to : stored;
                        return moves;
                    });
        }

        private <T> Mono<T> answer(Supplier<T> answer) {
            return isAway
                    ? Mono.error(() -> new IllegalStateException("away"))
                    : Mono.fromSupplier(answer);
        }
    }
}
