package dev.atelier.common.relay;

import dev.atelier.common.relay.Envelope.Message;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sends over SQS. */
class SqsSender implements EventSender {

    private final SqsAsyncClient sqs;
    private final Map<String, Mono<String>> urls = new ConcurrentHashMap<>();

    SqsSender(SqsAsyncClient sqs) {
        this.sqs = sqs;
    }

    /** Off the event loops, as the SDK signs on the thread that calls it. */
    @Override
    public Mono<List<Delivery>> send(String queue, List<Message> batch) {
        return url(queue)
                .flatMap(url -> Mono.fromFuture(() -> sqs.sendMessageBatch(request(url, batch))))
                .map(response -> deliveries(batch, response))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Looked up once; a failure is not kept. */
    private Mono<String> url(String queue) {
        return urls.computeIfAbsent(
                queue,
                name ->
                        Mono.fromFuture(() -> sqs.getQueueUrl(request -> request.queueName(name)))
                                .map(response -> response.queueUrl())
                                .cacheInvalidateIf(_ -> false));
    }

    private static SendMessageBatchRequest request(String url, List<Message> batch) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int index = 0; index < batch.size(); index++) {
            entries.add(entry(Integer.toString(index), batch.get(index)));
        }
        return SendMessageBatchRequest.builder().queueUrl(url).entries(entries).build();
    }

    private static SendMessageBatchRequestEntry entry(String id, Message message) {
        LoggedEvent event = message.event();
        return SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(message.body())
                .messageAttributes(
                        Map.of(
                                "type", attribute(event.type()),
                                "subject", attribute(event.subject().toString())))
                .build();
    }

    private static MessageAttributeValue attribute(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    private static List<Delivery> deliveries(
            List<Message> batch, SendMessageBatchResponse response) {
        List<Delivery> deliveries = new ArrayList<>();
        response.successful()
                .forEach(entry -> deliveries.add(new Delivery.Accepted(event(batch, entry.id()))));
        response.failed().forEach(entry -> deliveries.add(failure(batch, entry)));
        return deliveries;
    }

    private static Delivery failure(List<Message> batch, BatchResultErrorEntry entry) {
        LoggedEvent event = event(batch, entry.id());
        String reason = entry.code() + ": " + entry.message();
        return entry.senderFault()
                ? new Delivery.Refused(event, reason)
                : new Delivery.Failed(event, reason);
    }

    private static LoggedEvent event(List<Message> batch, String entryId) {
        return batch.get(Integer.parseInt(entryId)).event();
    }
}
