package dev.atelier.common.queues;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Asks the queue server how much is in a queue. */
class Depths {

    private final SqsAsyncClient sqs;

    Depths(SqsAsyncClient sqs) {
        this.sqs = sqs;
    }

    /** Off the event loops, as the SDK signs on the thread that calls it. */
    Mono<Depth> of(String queue) {
        return Mono.fromFuture(() -> sqs.getQueueUrl(request -> request.queueName(queue)))
                .flatMap(found -> attributes(found.queueUrl()))
                .map(Depths::depth)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<GetQueueAttributesResponse> attributes(String url) {
        return Mono.fromFuture(
                () ->
                        sqs.getQueueAttributes(
                                request ->
                                        request.queueUrl(url)
                                                .attributeNames(
                                                        QueueAttributeName
                                                                .APPROXIMATE_NUMBER_OF_MESSAGES,
                                                        QueueAttributeName
                                                                .APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)));
    }

    private static Depth depth(GetQueueAttributesResponse found) {
        return new Depth(
                number(found, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                number(found, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    private static long number(GetQueueAttributesResponse found, QueueAttributeName name) {
        return Long.parseLong(found.attributes().getOrDefault(name, "0"));
    }
}
