package dev.atelier.system;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Leaves a stream of events, which would go on for long, before its first one. */
public final class Hangup implements BodySubscriber<String> {

    private Hangup() {}

    /** Reads what ends by itself as text. */
    public static BodySubscriber<String> onStreams(ResponseInfo answer) {
        String mediaType = answer.headers().firstValue("Content-Type").orElse("");
        return mediaType.startsWith("text/event-stream")
                ? new Hangup()
                : BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    @Override
    public CompletionStage<String> getBody() {
        return CompletableFuture.completedFuture("");
    }

    @Override
    public void onSubscribe(Flow.Subscription stream) {
        stream.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> events) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
