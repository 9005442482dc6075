package dev.atelier.enrollment.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

class LaneTest {

    private final List<List<Integer>> batches = new ArrayList<>();
    private final Deque<Sinks.Empty<Void>> inFlight = new ArrayDeque<>();
    private final Lane<Integer> lane = new Lane<>(this::work, 5, 3);

    @Test
    void worksOnTheFirstAtOnceAndAloneAndOnTheRestTogether() {
        offer(1, 2, 3);
        assertThat(batches).containsExactly(List.of(1));

        finish();

        assertThat(batches).containsExactly(List.of(1), List.of(2, 3));
    }

    @Test
    void waitsForNobodyWhenNothingIsInFlight() {
        offer(1);
        finish();
        offer(2);

        assertThat(batches).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void keepsTheOrderAndTheSizeOfBatches() {
        offer(1, 2, 3, 4, 5);
        finish();
        finish();

        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5));
    }

    @Test
    void refusesWhatIsTooManyUntilSomeIsDone() {
        offer(1, 2, 3, 4, 5);

        assertThat(lane.offer(6)).isFalse();
        finish();
        assertThat(lane.offer(6)).isTrue();
        assertThat(lane.size()).isEqualTo(5);
    }

    @Test
    void takesWhatFollowsFromEarlierEvenWhenItIsFull() {
        offer(1, 2, 3, 4, 5);

        lane.add(6);

        finish();
        finish();
        assertThat(batches).last().isEqualTo(List.of(5, 6));
    }

    @Test
    void goesOnAfterBatchThatFails() {
        offer(1, 2);

        inFlight.remove().tryEmitError(new IllegalStateException("meant"));

        assertThat(batches).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void goesOnAfterWorkThatThrows() {
        Lane<Integer> throwing =
                new Lane<>(
                        batch -> {
                            batches.add(batch);
                            throw new IllegalStateException("meant");
                        },
                        5,
                        3);

        throwing.offer(1);
        throwing.offer(2);

        assertThat(batches).containsExactly(List.of(1), List.of(2));
        assertThat(throwing.size()).isZero();
    }

    @Test
    void isDrainedWhenAllIsDoneAndRefusesMore() {
        offer(1, 2);

        StepVerifier.create(lane.drain())
                .then(() -> assertThat(lane.offer(3)).isFalse())
                .then(this::finish)
                .then(this::finish)
                .verifyComplete();
        assertThat(batches).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void isDrainedAtOnceWhenNothingIsInFlight() {
        StepVerifier.create(lane.drain()).verifyComplete();
    }

    @Test
    void takesItemsAgainAfterItIsStartedAnew() {
        StepVerifier.create(lane.drain()).verifyComplete();

        lane.start();

        offer(1, 2);
        StepVerifier.create(lane.drain()).then(this::finish).then(this::finish).verifyComplete();
        assertThat(batches).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void losesNothingWhenManyThreadsOffer() throws InterruptedException {
        int threads = 8;
        int each = 5_000;
        var done = new ConcurrentLinkedQueue<Integer>();
        Lane<Integer> busy =
                new Lane<>(
                        batch -> Mono.fromRunnable(() -> done.addAll(batch)), Integer.MAX_VALUE, 7);
        var start = new CountDownLatch(1);
        List<Thread> offering =
                IntStream.range(0, threads)
                        .mapToObj(
                                thread ->
                                        Thread.ofVirtual()
                                                .start(() -> offerAll(busy, start, thread, each)))
                        .toList();

        start.countDown();
        for (Thread thread : offering) {
            assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        }

        assertThat(busy.size()).isZero();
        assertThat(done).hasSize(threads * each).doesNotHaveDuplicates();
    }

    private static void offerAll(Lane<Integer> lane, CountDownLatch start, int thread, int each) {
        try {
            assertThat(start.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
        IntStream.range(0, each).forEach(item -> lane.offer(thread * each + item));
    }

    private Mono<Void> work(List<Integer> batch) {
        batches.add(batch);
        Sinks.Empty<Void> end = Sinks.empty();
        inFlight.add(end);
        return end.asMono();
    }

    private void offer(Integer... items) {
        for (Integer item : items) {
            assertThat(lane.offer(item)).isTrue();
        }
    }

    private void finish() {
        inFlight.remove().tryEmitEmpty();
    }
}
