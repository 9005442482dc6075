package dev.atelier.common.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.relay.Envelope.Message;
import dev.atelier.common.relay.LoggedEvent.Cursor;
import dev.atelier.common.relay.RelayProperties.Relay;
import dev.atelier.common.relay.RelayProperties.Start;
import dev.atelier.common.relay.RelayProperties.Subscription;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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
                    2000,
                    4,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    MIN_BACKOFF,
                    Duration.ofSeconds(10));

    private static final Cursor START = new Cursor("0", 0);

    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final FlakyQueue queue = new FlakyQueue();
    private final List<LoggedEvent> parked = new ArrayList<>();
    private final SubscriptionMeters meters =
            new SubscriptionMeters(SUBSCRIPTION.name(), new SimpleMeterRegistry());
    private long position;

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
        List<Message> events =
                IntStream.range(0, 300).mapToObj(_ -> event(UUID.randomUUID(), 1)).toList();
        long[] back = new long[1];
        queue.isAway = () -> now() < back[0];

        StepVerifier.withVirtualTime(
                        () -> {
                            back[0] = now() + Duration.ofMinutes(1).toMillis();
                            return dispatch(events);
                        })
                .expectSubscription()
                .expectNoEvent(Duration.ofMinutes(1).minusMillis(1))
                .then(() -> assertThat(queue.calls).as("calls in vain").hasSizeLessThan(20))
                .thenAwait(SETTINGS.maxBackoff().multipliedBy(2))
                .verifyComplete();

        assertThat(events)
                .allSatisfy(
                        event ->
                                assertThat(queue.accepted(event.event().subject()))
                                        .containsExactly(1L));
    }

    @Test
    void failureOfWholeCallIsThatOfOneEventOnly() {
        queue.poisonous = one;
        List<Message> events = new ArrayList<>(List.of(event(one, 1)));
        IntStream.range(0, 100).forEach(_ -> events.add(event(UUID.randomUUID(), 1)));

        StepVerifier.withVirtualTime(() -> dispatch(events))
                .thenAwait(MIN_BACKOFF.multipliedBy(2))
                .then(() -> assertThat(queue.accepted).hasSize(100))
                .thenCancel()
                .verify();
    }

    @Test
    void sendsTheOthersWhileOneCallIsNotAnswered() {
        queue.silencing = one;
        List<Message> events = new ArrayList<>();
        IntStream.range(0, 95).forEach(_ -> events.add(event(UUID.randomUUID(), 1)));
        events.add(event(one, 1));

        StepVerifier.withVirtualTime(() -> dispatch(events))
                .then(() -> assertThat(queue.accepted).hasSize(90))
                .thenAwait(SETTINGS.sendTimeout().plus(MIN_BACKOFF))
                .then(() -> assertThat(queue.accepted).hasSize(95))
                .thenCancel()
                .verify();
    }

    @Test
    void givesUpWaitingForAnAnswer() {
        queue.silencing = one;

        StepVerifier.withVirtualTime(() -> dispatch(List.of(event(one, 1))))
                .expectSubscription()
                .expectNoEvent(SETTINGS.sendTimeout())
                .then(() -> queue.silencing = null)
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
        Message large = message(one, 1, "x".repeat(Batch.MAX_BYTES + 1));

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

    private Mono<Void> dispatch(List<Message> page) {
        Window window = new Window(START, SETTINGS.readAhead(), SETTINGS.backoff());
        page.forEach(window::add);
        Dispatch dispatch =
                new Dispatch(SUBSCRIPTION, window, queue, new Parking(), SETTINGS, meters);
        return Mono.firstWithSignal(dispatch.run(), untilSent(window));
    }

    private static Mono<Void> untilSent(Window window) {
        return Mono.defer(() -> change(window)).repeat(() -> !isSent(window)).then();
    }

    private static Mono<Void> change(Window window) {
        long seen = window.changes().count();
        return isSent(window) ? Mono.empty() : window.changes().after(seen);
    }

    private static boolean isSent(Window window) {
        return window.cursor().equals(window.end());
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
    }

    private Message event(UUID subject, long sequence) {
        return message(subject, sequence, "{}");
    }

    private Message message(UUID subject, long sequence, String body) {
        LoggedEvent event =
                new LoggedEvent(
                        new Cursor("1", ++position),
                        UUID.randomUUID(),
                        "thing.made.v1",
                        subject,
                        sequence,
                        Instant.EPOCH,
                        null,
                        body);
        return new Message(event, body);
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
