package dev.atelier.enrollment;

import static dev.atelier.enrollment.EnrollmentApi.await;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toSet;

import dev.atelier.testing.TestQueues;
import dev.atelier.topology.Subscription;
import dev.atelier.topology.Topology;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All who subscribe to this service: they receive what it sends them, from their real queues. */
final class Subscribers {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SqsAsyncClient sqs = TestQueues.shared().client();
    private final List<String> queues =
            Topology.ATELIER.publishedBy("enrollment-service").stream()
                    .map(Subscription::subscriber)
                    .map(this::queue)
                    .toList();
    private final List<JsonNode> received = new ArrayList<>();

    private Subscribers() {}

    /** They know nothing of what was sent before. */
    static Subscribers fromNow() {
        Subscribers subscribers = new Subscribers();
        subscribers.queues.forEach(
                queue -> subscribers.sqs.purgeQueue(request -> request.queueUrl(queue)).join());
        return subscribers;
    }

    /** All messages so far, as soon as there is one of each of these types. */
    List<JsonNode> awaitTypes(Set<String> types) {
        await().untilAsserted(
                        () -> {
                            queues.forEach(this::receive);
                            assertThat(types()).containsAll(types);
                        });
        return received;
    }

    private Set<String> types() {
        return received.stream().map(message -> message.get("type").asString()).collect(toSet());
    }

    private void receive(String queue) {
        sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10))
                .join()
                .messages()
                .forEach(message -> keep(queue, message));
    }

    private void keep(String queue, Message message) {
        received.add(JSON.readTree(message.body()));
        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()))
                .join();
    }

    private String queue(String subscriber) {
        String name = "test-enrollment-service-" + subscriber;
        return sqs.getQueueUrl(request -> request.queueName(name)).join().queueUrl();
    }
}
