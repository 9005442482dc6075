package dev.atelier.user;

import static org.assertj.core.api.Assertions.fail;

import dev.atelier.testing.TestQueues;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What arrives in a subscriber's queue, for as long as the JVM lives. */
public final class Inbox {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final SqsAsyncClient sqs = TestQueues.shared().client();
    private final List<Message> received = new ArrayList<>();
    private final String url;

    public Inbox(String queue) {
        url = sqs.getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
    }

    /** Waits until that many messages about the subject have come; there may be more. */
    public List<Message> await(UUID subject, int count) {
        Instant end = Instant.now().plus(LIMIT);
        while (about(subject).size() < count) {
            if (Instant.now().isAfter(end)) {
                fail("only %s of %d messages about %s", about(subject), count, subject);
            }
            receive();
        }
        return about(subject);
    }

    private List<Message> about(UUID subject) {
        return received.stream()
                .filter(
                        message ->
                                message.messageAttributes()
                                        .get("subject")
                                        .stringValue()
                                        .equals(subject.toString()))
                .toList();
    }

    private void receive() {
        sqs.receiveMessage(
                        request ->
                                request.queueUrl(url)
                                        .maxNumberOfMessages(10)
                                        .waitTimeSeconds(1)
                                        .messageAttributeNames("All"))
                .orTimeout(5, TimeUnit.SECONDS)
                .join()
                .messages()
                .forEach(this::take);
    }

    private void take(Message message) {
        received.add(message);
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()))
                .join();
    }
}
