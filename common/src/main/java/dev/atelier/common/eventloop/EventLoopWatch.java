package dev.atelier.common.eventloop;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One event loop, asked twice a second to run next to nothing. How late it does so is how long
 * everything else on it waits.
 */
final class EventLoopWatch {

    private static final Duration BETWEEN_TICKS = Duration.ofMillis(500);

    /** A scrape sees what happened since the one before, and some more. */
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private static final int PARTS = 3;

    private final EventExecutor loop;
    private final TimeWindowMax worst =
            new TimeWindowMax(Clock.SYSTEM, WINDOW.dividedBy(PARTS).toMillis(), PARTS);
    private final ScheduledFuture<?> ticking;
    private volatile long due;

    EventLoopWatch(EventExecutor loop) {
        this.loop = loop;
        this.due = System.nanoTime() + BETWEEN_TICKS.toNanos();
        this.ticking =
                loop.scheduleWithFixedDelay(
                        this::tick,
                        BETWEEN_TICKS.toNanos(),
                        BETWEEN_TICKS.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    private void tick() {
        long now = System.nanoTime();
        worst.record(now - due);
        due = now + BETWEEN_TICKS.toNanos();
    }

    /** In seconds, the worst of the last minute; a loop that is held up now counts too. */
    double lag() {
        long now = Math.max(0, System.nanoTime() - due);
        return Math.max(worst.poll(), now) / 1e9;
    }

    /** Tasks that wait for the loop. */
    int pending() {
        return loop instanceof SingleThreadEventExecutor single ? single.pendingTasks() : 0;
    }

    void stop() {
        ticking.cancel(false);
    }
}
