package dev.atelier.gateway.connections;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Closes a connection on which the head of a request does not come in time, whether nothing comes
 * or a byte now and then: a timeout that starts anew with every byte is one that an attacker sets.
 * While an answer is awaited it closes nothing.
 *
 * <p>It looks at a time that is noted, now and then, so that a request costs it no timer.
 */
final class HeadDeadline extends ChannelDuplexHandler {

    private final long firstNanos;
    private final long nextNanos;
    private final LongSupplier nanoTime;

    private int unanswered;
    private long deadline;
    private @Nullable Future<?> nextLook;

    HeadDeadline(Duration firstRequest, Duration nextRequest, LongSupplier nanoTime) {
        this.firstNanos = firstRequest.toNanos();
        this.nextNanos = nextRequest.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            begin(context);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        begin(context);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            unanswered++;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInformational(message)) {
            context.write(message, promise.unvoid()).addListener(_ -> answered());
        } else {
            context.write(message, promise);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (nextLook != null) {
            nextLook.cancel(false);
        }
    }

    private void begin(ChannelHandlerContext context) {
        if (nextLook == null) {
            deadline = nanoTime.getAsLong() + firstNanos;
            lookAfter(firstNanos, context);
        }
    }

    private void answered() {
        unanswered--;
        deadline = nanoTime.getAsLong() + nextNanos;
    }

    private void look(ChannelHandlerContext context) {
        long left = deadline - nanoTime.getAsLong();
        if (unanswered > 0) {
            lookAfter(Math.min(firstNanos, nextNanos), context);
        } else if (left > 0) {
            lookAfter(left, context);
        } else {
            context.close();
        }
    }

    private void lookAfter(long nanos, ChannelHandlerContext context) {
        nextLook = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
    }

    /** {@code 100 Continue} is written as a whole answer, and is none. */
    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
