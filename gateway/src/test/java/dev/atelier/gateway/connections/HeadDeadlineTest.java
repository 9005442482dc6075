package dev.atelier.gateway.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

class HeadDeadlineTest {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration NEXT = Duration.ofSeconds(75);

    private final AtomicLong now = new AtomicLong();
    private final EmbeddedChannel connection =
            new EmbeddedChannel(new HeadDeadline(FIRST, NEXT, now::get));

    HeadDeadlineTest() {
        connection.freezeTime();
    }

    @Test
    void closesConnectionThatSendsNothing() {
        passes(FIRST.minusMillis(1));
        assertThat(connection.isOpen()).isTrue();

        passes(Duration.ofMillis(1));
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void closesNothingWhileAnswerIsAwaited() {
        request();
        passes(Duration.ofHours(5));

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void closesNothingWhileOneOfTwoAnswersIsAwaited() {
        request();
        request();
        answer(HttpResponseStatus.OK);
        passes(Duration.ofHours(5));

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void takesLeaveToGoOnForNoAnswer() {
        request();
        answer(HttpResponseStatus.CONTINUE);
        passes(Duration.ofHours(5));

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void closesConnectionThatSendsNothingAnyMore() {
        request();
        passes(Duration.ofSeconds(30));
        answer(HttpResponseStatus.OK);
        passes(NEXT.minusSeconds(1));
        assertThat(connection.isOpen()).isTrue();

        passes(FIRST.plusSeconds(1));
        assertThat(connection.isOpen()).isFalse();
    }

    private void request() {
        connection.writeInbound(
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/api/v1/users/me"));
    }

    private void answer(HttpResponseStatus status) {
        connection.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    /** Second by second, as timers of the connection set timers. */
    private void passes(Duration duration) {
        long left = duration.toMillis();
        while (left > 0) {
            long step = Math.min(left, 1000);
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(step));
            connection.advanceTimeBy(step, TimeUnit.MILLISECONDS);
            connection.runScheduledPendingTasks();
            left -= step;
        }
    }
}
