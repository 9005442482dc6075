package dev.atelier.common.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.relay.Envelope.Message;
import dev.atelier.common.relay.EventSender.Delivery;
import dev.atelier.common.relay.LoggedEvent.Cursor;
import dev.atelier.common.relay.RelayProperties.Relay;
import dev.atelier.common.relay.RelayProperties.Start;
import dev.atelier.common.relay.RelayProperties.Subscription;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Virtual time and a queue that fails as it is told. */
class DispatchTest {

    private static final Duration MIN_BACKOFF = Duration.ofMillis(100);
    private static final Subscription SUBSCRIPTION =
            new Subscription("someone", "queue", List.of("*"), Start.BEGINNING);
    private static final Relay SETTINGS =
            new Relay(
                    500,
                    4,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    MIN_BACKOFF,
                    Duration.ofSeconds(10));

    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final FlakyQueue queue = new FlakyQueue();
    private final List<LoggedEvent> parked = new ArrayList<>();

    @Test
    void sendsSubjectsEventsOneAfterTheOther() {
        StepVerifier.withVirtualTime(
                        () -> dispatch(List.of(event(one, 1), event(other, 1), event(one, 2))))
                .verifyComplete();

        assertThat(queue.accepted(one)).containsExactly(1L, 2L);
        assertThat(queue.accepted(other)).containsExactly(1L);
        assertThat(queue.calls).hasSize(2);
    }

    @Test
    void failureHoldsBackItsOwnSubjectOnly() {
        queue.failures.put(one, 3);

        StepVerifier.withVirtualTime(
                        () ->
                                dispatch(
                                        List.of(
                                                event(one, 1),
                                                event(one, 2),
                                                event(other, 1),
                                                event(other, 2))))
                .expectSubscription()
                .then(() -> assertThat(queue.accepted(other)).containsExactly(1L, 2L))
                .then(() -> assertThat(queue.accepted(one)).isEmpty())
                .expectNoEvent(MIN_BACKOFF.multipliedBy(1 + 2 + 4).minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .verifyComplete();

        assertThat(queue.accepted(one)).containsExactly(1L, 2L);
    }

    @Test
    void triesAgainUntilTheServerIsBack() {
        queue.serverAwayFor = 20;

        StepVerifier.withVirtualTime(() -> dispatch(List.of(event(one, 1), event(other, 1))))
                .thenAwait(Duration.ofMinutes(5))
                .verifyComplete();

        assertThat(queue.accepted(one)).containsExactly(1L);
    }

    @Test
    void givesUpWaitingForAnAnswer() {
        queue.silentFor = 1;

        StepVerifier.withVirtualTime(() -> dispatch(List.of(event(one, 1))))
                .expectSubscription()
                .expectNoEvent(SETTINGS.sendTimeout())
                .thenAwait(MIN_BACKOFF)
                .verifyComplete();
    }

    @Test
    void setsAsideWhatTheQueueWillNeverTake() {
        queue.refused = one;

        StepVerifier.withVirtualTime(() -> dispatch(List.of(event(one, 1), event(other, 1))))
                .verifyComplete();

        assertThat(parked).extracting(LoggedEvent::subject).containsExactly(one);
        assertThat(queue.accepted(other)).containsExactly(1L);
    }

    @Test
    void setsAsideWhatNoBatchCanHold() {
        Message large = message(one, 1, "x".repeat(Batches.MAX_BYTES + 1));

        StepVerifier.withVirtualTime(() -> dispatch(List.of(large, event(other, 1))))
                .verifyComplete();

        assertThat(parked).extracting(LoggedEvent::subject).containsExactly(one);
        assertThat(queue.accepted(other)).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepsEachSubjectsOrderWhateverFails(long seed) {
        Random random = new Random(seed);
        List<UUID> subjects = IntStream.range(0, 30).mapToObj(_ -> UUID.randomUUID()).toList();
        Map<UUID, Long> sequences = new HashMap<>();
        List<Message> page = new ArrayList<>();
        for (int index = 0; index < 500; index++) {
            UUID subject = subjects.get(random.nextInt(subjects.size()));
            page.add(event(subject, sequences.merge(subject, 1L, Long::sum)));
        }
        subjects.forEach(subject -> queue.failures.put(subject, random.nextInt(4)));

        StepVerifier.withVirtualTime(() -> dispatch(page))
                .thenAwait(Duration.ofHours(1))
                .verifyComplete();

        sequences.forEach(
                (subject, last) ->
                        assertThat(queue.accepted(subject))
                                .as("seed %d", seed)
                                .containsExactlyElementsOf(
                                        LongStream.rangeClosed(1, last).boxed().toList()));
        assertThat(queue.calls).allSatisfy(call -> assertThat(call).hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void cutsBatchesByBytesToo() {
        List<Message> large =
                IntStream.range(0, 4)
                        .mapToObj(_ -> message(UUID.randomUUID(), 1, "x".repeat(100_000)))
                        .toList();

        assertThat(Batches.of(large)).extracting(List::size).containsExactly(2, 2);
    }

    private Mono<Void> dispatch(List<Message> page) {
        return new Dispatch(SUBSCRIPTION, queue, new Parking(), SETTINGS, page).run();
    }

    private static Message event(UUID subject, long sequence) {
        return message(subject, sequence, "{}");
    }

    private static Message message(UUID subject, long sequence, String body) {
        LoggedEvent event =
                new LoggedEvent(
                        new Cursor("1", sequence),
                        UUID.randomUUID(),
                        "thing.made.v1",
                        subject,
                        sequence,
                        Instant.EPOCH,
                        null,
                        body);
        return new Message(event, body);
    }

    private static final class FlakyQueue implements EventSender {

        final List<List<LoggedEvent>> calls = new ArrayList<>();
        final Map<UUID, Integer> failures = new HashMap<>();
        final Map<UUID, List<Long>> accepted = new HashMap<>();
        int serverAwayFor;
        int silentFor;
        UUID refused;

        @Override
        public Mono<List<Delivery>> send(String queue, List<Message> batch) {
            calls.add(batch.stream().map(Message::event).toList());
            if (serverAwayFor-- > 0) {
                return Mono.error(() -> new ConnectException("away"));
            }
            if (silentFor-- > 0) {
                return Mono.never();
            }
            return Mono.fromSupplier(
                    () -> batch.stream().map(message -> deliver(message.event())).toList());
        }

        private Delivery deliver(LoggedEvent event) {
            if (event.subject().equals(refused)) {
                return new Delivery.Refused(event, "never");
            }
            if (failures.merge(event.subject(), -1, Integer::sum) >= 0) {
                return new Delivery.Failed(event, "throttled");
            }
            accepted.computeIfAbsent(event.subject(), _ -> new ArrayList<>()).add(event.sequence());
            return new Delivery.Accepted(event);
        }

        List<Long> accepted(UUID subject) {
            return accepted.getOrDefault(subject, List.of());
        }
    }

    private final class Parking extends Subscriptions {

        Parking() {
            super((DatabaseClient) null);
        }

        @Override
        Mono<Void> park(String subscription, LoggedEvent event, String reason) {
            return Mono.fromRunnable(() -> parked.add(event));
        }
    }
}
