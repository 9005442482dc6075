package dev.atelier.common.periodic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

class PeriodicWorkTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Deque<Mono<Void>> rounds = new ArrayDeque<>();
    private final List<String> failures = new ArrayList<>();
    private int begun;

    @BeforeEach
    void stopTime() {
        VirtualTimeScheduler.set(time);
    }

    @AfterEach
    void letTimePass() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void beginsAtOnceAndGoesOnUntilItIsStopped() {
        Work work = new Work(Duration.ZERO);
        work.start();
        time.advanceTime();
        assertThat(begun).isEqualTo(1);

        time.advanceTimeBy(MINUTE.multipliedBy(2));
        assertThat(begun).isEqualTo(3);
        assertThat(work.isRunning()).isTrue();

        work.stop();
        time.advanceTimeBy(MINUTE.multipliedBy(2));
        assertThat(begun).isEqualTo(3);
        assertThat(work.isRunning()).isFalse();
    }

    @Test
    void firstRoundCanWait() {
        new Work(MINUTE).start();
        time.advanceTimeBy(MINUTE.minusSeconds(1));
        assertThat(begun).isZero();

        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(begun).isEqualTo(1);
    }

    @Test
    void longRoundIsNeitherJoinedNorMadeUpFor() {
        rounds.add(Mono.delay(MINUTE.multipliedBy(5).plusSeconds(30)).then());
        new Work(Duration.ZERO).start();

        time.advanceTimeBy(MINUTE.multipliedBy(5));
        assertThat(begun).isEqualTo(1);
        time.advanceTimeBy(MINUTE);
        assertThat(begun).isEqualTo(2);
    }

    @Test
    void failureIsToldAndIsNotTheEnd() {
        rounds.add(Mono.error(new IllegalStateException("away")));
        new Work(Duration.ZERO).start();

        time.advanceTimeBy(MINUTE);

        assertThat(failures).containsExactly("away");
        assertThat(begun).isEqualTo(2);
    }

    @Test
    void exceptionIsAFailureToo() {
        new PeriodicWork(MINUTE) {

            @Override
            protected Mono<Void> round() {
                begun++;
                throw new IllegalStateException("thrown");
            }

            @Override
            protected void failed(Throwable failure) {
                failures.add(failure.getMessage());
            }
        }.start();

        time.advanceTimeBy(MINUTE);

        assertThat(failures).containsExactly("thrown", "thrown");
        assertThat(begun).isEqualTo(2);
    }

    private final class Work extends PeriodicWork {

        Work(Duration delay) {
            super(delay, MINUTE);
        }

        @Override
        protected Mono<Void> round() {
            begun++;
            return rounds.isEmpty() ? Mono.empty() : rounds.remove();
        }

        @Override
        protected void failed(Throwable failure) {
            failures.add(failure.getMessage());
        }
    }
}
