package dev.atelier.local.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atelier.local.events.CommandFailed;
import dev.atelier.local.events.QueueServer;
import dev.atelier.topology.Subscriber;
import dev.atelier.topology.Topology;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.List;
import java.util.Map;

class QueuesTest {

    private SQSRestServer elasticMq;
    private QueueServer server;
    private Queues queues;

    @BeforeEach
    void start() {
        elasticMq = SQSRestServerBuilder.withInterface("localhost").withDynamicPort().start();
        int port = elasticMq.waitUntilStarted().localAddress().getPort();
        server = new QueueServer(URI.create("http://localhost:" + port));
        queues = new Queues(server, "test");
    }

    @AfterEach
    void stop() {
        elasticMq.stopAndWait();
    }

    @Test
    void makesEachSubscribersQueueWithItsDeadLetters() {
        queues.makeMissing();

        for (Subscriber subscriber : Topology.ATELIER.subscribers()) {
            JsonNode attributes = attributes(subscriber.queue("test"));
            assertThat(attributes.path("VisibilityTimeout").asString())
                    .isEqualTo(Integer.toString(Subscriber.VISIBILITY_TIMEOUT_SECONDS));
            assertThat(attributes.path("RedrivePolicy").asString())
                    .contains(subscriber.deadLetterQueue("test"))
                    .contains("\"maxReceiveCount\":" + Subscriber.MAX_RECEIVES);
        }
    }

    @Test
    void makesNothingThatIsThere() {
        assertThat(queues.makeMissing()).hasSameSizeAs(Topology.ATELIER.subscribers());
        assertThat(queues.makeMissing()).isEmpty();
    }

    @Test
    void makesAgainWhatIsGone() {
        String lost = Topology.ATELIER.subscribers().getFirst().queue("test");
        queues.makeMissing();
        server.call("DeleteQueue", Map.of("QueueUrl", url(lost)));

        assertThat(queues.makeMissing()).containsExactly(lost);
    }

    @Test
    void saysWhenTheServerIsAway() {
        elasticMq.stopAndWait();

        assertThatExceptionOfType(CommandFailed.class)
                .isThrownBy(queues::makeMissing)
                .withMessageContaining("does not answer");
    }

    private JsonNode attributes(String queue) {
        return server.call(
                        "GetQueueAttributes",
                        Map.of("QueueUrl", url(queue), "AttributeNames", List.of("All")))
                .path("Attributes");
    }

    private String url(String queue) {
        return server.call("GetQueueUrl", Map.of("QueueName", queue)).path("QueueUrl").asString();
    }
}
