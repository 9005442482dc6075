package dev.atelier.common.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.relay.Envelope.Message;
import dev.atelier.common.relay.LoggedEvent.Cursor;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

class WindowTest {

    private static final Cursor START = new Cursor("7", 100);
    private static final int CAPACITY = 10;

    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final Window window =
            new Window(
                    START, CAPACITY, new Backoff(Duration.ofMillis(100), Duration.ofMillis(1000)));
    private long position = START.position();

    @Test
    void cursorIsAtTheEndWhenNothingIsUnsent() {
        Message first = add(one, 1);
        window.skip(event(other, 1));
        assertThat(window.cursor()).isEqualTo(START);

        take(0);
        window.remove(first.event());

        assertThat(window.cursor()).isEqualTo(window.end()).isEqualTo(new Cursor("7", 102));
    }

    @Test
    void cursorStaysBeforeTheOldestUnsent() {
        add(one, 1);
        Message second = add(other, 1);
        window.skip(event(other, 2));

        take(0);
        window.remove(second.event());

        assertThat(window.cursor()).isEqualTo(START);
        assertThat(window.end()).isEqualTo(new Cursor("7", 103));
    }

    @Test
    void subjectIsOnItsWayOnlyOnce() {
        Message first = add(one, 1);
        Message second = add(one, 2);

        assertThat(take(0)).containsExactly(first);
        assertThat(take(0)).isEmpty();
        window.remove(first.event());
        assertThat(take(0)).containsExactly(second);
    }

    @Test
    void othersOvertakeSubjectThatFails() {
        Message first = add(one, 1);
        add(one, 2);
        take(0);
        window.retryLater(first.event(), 0);
        Message third = add(other, 1);

        assertThat(take(99)).containsExactly(third);
        assertThat(window.nextAt()).hasValue(100);
        assertThat(take(100)).containsExactly(first);
    }

    @Test
    void whatHasFailedGoesAlone() {
        Message first = add(one, 1);
        Message second = add(other, 1);
        take(0);
        window.retryLater(first.event(), 0);
        window.retryLater(second.event(), 0);
        Message third = add(UUID.randomUUID(), 1);

        assertThat(List.of(take(100), take(100), take(100)))
                .containsExactlyInAnyOrder(List.of(first), List.of(second), List.of(third));
    }

    @Test
    void pausesGrowUntilItIsSent() {
        Message first = add(one, 1);

        assertThat(
                        IntStream.range(0, 6)
                                .mapToLong(
                                        _ -> {
                                            window.retryLater(first.event(), 0);
                                            return window.nextAt().orElseThrow();
                                        }))
                .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
        assertThat(window.failing()).isEqualTo(1);

        window.remove(first.event());
        assertThat(window.failing()).isZero();
    }

    @Test
    void isFullOfTheUnsentAndNotOfTheSent() {
        Message held = add(one, 1);
        for (int count = 0; count < 10 * CAPACITY; count++) {
            Message sent = add(other, count);
            take(0);
            window.remove(sent.event());
        }

        assertThat(window.isTooFullFor(CAPACITY - 1)).isFalse();
        assertThat(window.isTooFullFor(CAPACITY)).isTrue();
        window.remove(held.event());
        assertThat(window.isTooFullFor(10 * CAPACITY)).isFalse();
    }

    @Test
    void cutsBatchesByNumberAndBytes() {
        IntStream.range(0, 11).forEach(_ -> add(UUID.randomUUID(), 1));
        assertThat(take(0)).hasSize(Batch.MAX_ENTRIES);
        assertThat(take(0)).hasSize(1);

        IntStream.range(0, 4)
                .forEach(_ -> window.add(message(UUID.randomUUID(), 1, "x".repeat(100_000))));
        assertThat(take(0)).hasSize(2);
        assertThat(take(0)).hasSize(2);
    }

    @Test
    void tooLargeEventIsAlone() {
        add(one, 1);
        Message large = message(other, 1, "x".repeat(Batch.MAX_BYTES + 1));
        window.add(large);

        assertThat(take(0)).hasSize(1);
        assertThat(take(0)).containsExactly(large);
    }

    private List<Message> take(long now) {
        return window.take(now);
    }

    private Message add(UUID subject, long sequence) {
        Message message = message(subject, sequence, "{}");
        window.add(message);
        return message;
    }

    private Message message(UUID subject, long sequence, String body) {
        return new Message(event(subject, sequence), body);
    }

    private LoggedEvent event(UUID subject, long sequence) {
        return new LoggedEvent(
                new Cursor("7", ++position),
                UUID.randomUUID(),
                "thing.made.v1",
                subject,
                sequence,
                Instant.EPOCH,
                null,
                "{}");
    }
}
