package dev.atelier.common.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoopGroup;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;

class EventLoopMetersTest {

    /** On a thread that BlockHound lets block. */
    private final EventLoopGroup loop = new DefaultEventLoop((ThreadFactory) Thread::new);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final EventLoopMeters meters = new EventLoopMeters(() -> Stream.of(loop), registry);

    @AfterEach
    void stop() {
        meters.stop();
        loop.shutdownGracefully();
    }

    @Test
    void loopThatRunsIsNotLate() {
        meters.start();

        assertThat(value("lag")).isLessThan(0.4);
        await().untilAsserted(() -> assertThat(value("pending")).isZero());
    }

    @Test
    void showsLoopThatIsHeldUpAndHowMuchWaitsForIt() {
        meters.start();
        CountDownLatch held = new CountDownLatch(1);
        loop.execute(() -> awaitUnchecked(held));
        loop.execute(() -> {});
        loop.execute(() -> {});

        await().untilAsserted(() -> assertThat(value("lag")).isGreaterThan(0.5));
        await().untilAsserted(() -> assertThat(value("pending")).isGreaterThanOrEqualTo(2));
        held.countDown();

        await().untilAsserted(() -> assertThat(value("pending")).isZero());
        assertThat(value("lag")).as("the worst of the last minute").isGreaterThan(0.5);
    }

    private double value(String meter) {
        return registry.get("atelier.event.loop." + meter).gauge().value();
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
