package dev.atelier.testing;

import dev.atelier.topology.Subscriber;
import dev.atelier.topology.Topology;

import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.testcontainers.localstack.LocalStackContainer;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A real server of the SQS protocol, shared by all tests of a JVM. */
public final class TestQueues {

    private static final String IMAGE = "localstack/localstack:4.14.0";

    private final URI endpoint;
    private final String region;
    private final SqsAsyncClient client;

    private TestQueues(URI endpoint, String region) {
        this.endpoint = endpoint;
        this.region = region;
        this.client =
                SqsAsyncClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.of(region))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test")))
                        .build();
    }

    public static TestQueues shared() {
        return Shared.INSTANCE;
    }

    public URI endpoint() {
        return endpoint;
    }

    public String region() {
        return region;
    }

    public SqsAsyncClient client() {
        return client;
    }

    /** Makes the queues that the topology wants in the environment of that name. */
    public void create(Topology topology, String environment) {
        topology.subscribers()
                .forEach(
                        subscriber ->
                                create(
                                        subscriber.queue(environment),
                                        subscriber.deadLetterQueue(environment)));
    }

    /**
     * Makes a queue that hides a received message for a second, and its dead-letter queue.
     *
     * @return the queue's URL
     */
    public String create(String queue, String deadLetterQueue) {
        String deadLetters = create(deadLetterQueue, Map.of());
        String redrive =
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                        .formatted(arn(deadLetters), Subscriber.MAX_RECEIVES);
        return create(
                queue,
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "1",
                        QueueAttributeName.REDRIVE_POLICY,
                        redrive));
    }

    private String create(String queue, Map<QueueAttributeName, String> attributes) {
        return client.createQueue(request -> request.queueName(queue).attributes(attributes))
                .join()
                .queueUrl();
    }

    private String arn(String url) {
        List<QueueAttributeName> names = List.of(QueueAttributeName.QUEUE_ARN);
        return client.getQueueAttributes(request -> request.queueUrl(url).attributeNames(names))
                .join()
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    }

    /** Started on first use; it ends with the JVM. */
    private static final class Shared {

        static final TestQueues INSTANCE =
                switch (Parts.chosen()) {
                    case EMBEDDED -> embedded();
                    case CONTAINERS -> container();
                };

        private static TestQueues embedded() {
            var server = SQSRestServerBuilder.withInterface("localhost").withDynamicPort().start();
            int port = server.waitUntilStarted().localAddress().getPort();
            return new TestQueues(URI.create("http://localhost:" + port), "elasticmq");
        }

        private static TestQueues container() {
            LocalStackContainer container = new LocalStackContainer(IMAGE).withServices("sqs");
            // By default it gets the engine's socket, which queues have no use for.
            container.setBinds(List.of());
            container.start();
            return new TestQueues(container.getEndpoint(), container.getRegion());
        }
    }
}
