package dev.atelier.gateway.connections;

import dev.atelier.common.problem.CommonRefusal.InvalidRequest;
import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.ProblemWriter;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives errors a problem document that have no body at all. They come from below everything that
 * knows of problems: from the server, of requests that cannot be read. Nobody knows where such a
 * request ends, so the connection ends with the answer.
 *
 * <p>A body that turns out to be broken is answered here, and looks further in as if its sender had
 * gone away. The server would answer it too, but take what had come for the whole body, and have
 * half a request done that its sender is told was refused.
 */
final class BareErrors extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger(BareErrors.class);

    private final ProblemWriter problems;

    private String path = "/";
    private int unanswered;
    private boolean ended;

    BareErrors(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (ended) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request) {
            unanswered++;
            path = path(request);
            context.fireChannelRead(message);
        } else if (message instanceof HttpContent body && body.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            endWithin(context);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (ended) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        } else if (message instanceof HttpResponse response && isBareError(response)) {
            HttpResponseStatus status = response.status();
            ReferenceCountUtil.release(message);
            end(context, status, promise.unvoid());
        } else {
            count(message);
            context.write(message, promise);
        }
    }

    /** An answer that has begun, or is another's, cannot be replaced. */
    private void endWithin(ChannelHandlerContext context) {
        if (unanswered == 1) {
            end(context, HttpResponseStatus.BAD_REQUEST, context.newPromise());
        } else {
            ended = true;
            context.close();
        }
    }

    private void end(
            ChannelHandlerContext context, HttpResponseStatus status, ChannelPromise promise) {
        ended = true;
        context.writeAndFlush(answer(context, status), promise)
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void count(Object message) {
        boolean begins =
                message instanceof HttpResponse response
                        && response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
        unanswered -= begins ? 1 : 0;
    }

    private static boolean isBareError(HttpResponse response) {
        HttpHeaders headers = response.headers();
        return response.status().code() >= 400
                && !headers.contains(HttpHeaderNames.CONTENT_TYPE)
                && headers.contains(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO, false);
    }

    private FullHttpResponse answer(ChannelHandlerContext context, HttpResponseStatus status) {
        String traceId = newTraceId();
        LOG.info(
                "no request from {} that can be read: {} [{}]",
                context.channel().remoteAddress(),
                status.code(),
                traceId);
        byte[] document = problems.document(problem(status), path, traceId);
        var answer =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(document));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, document.length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set("X-Content-Type-Options", "nosniff")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return answer;
    }

    private static Problem problem(HttpResponseStatus status) {
        return switch (status.code()) {
            case 400 -> InvalidRequest.at("", "is not the HTTP that is spoken here").problem();
            case 414 -> Problem.of(414, "uri-too-long", "The address is too long");
            case 431 -> Problem.of(431, "headers-too-large", "The headers are too large");
            default ->
                    Problem.of(
                            status.code(),
                            status.reasonPhrase()
                                    .toLowerCase(Locale.ROOT)
                                    .replaceAll("[^a-z]+", "-"),
                            status.reasonPhrase());
        };
    }

    /** Without a query, and "/" where even the line with the path could not be read. */
    private static String path(HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        return request.decoderResult().isFailure() || !path.startsWith("/") ? "/" : path;
    }

    /** There is no trace yet, but an answer and a line of the log that belong together. */
    private static String newTraceId() {
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
