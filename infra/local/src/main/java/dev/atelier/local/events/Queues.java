package dev.atelier.local.events;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What an operator does with queues. */
class Queues {

    private static final String VISIBLE = "ApproximateNumberOfMessages";
    private static final String HIDDEN = "ApproximateNumberOfMessagesNotVisible";
    private static final int AT_ONCE = 10;

    private final QueueServer server;

    Queues(URI server) {
        this.server = new QueueServer(server);
    }

    Depth depth(String queue) {
        JsonNode attributes =
                call(
                                "GetQueueAttributes",
                                queue,
                                Map.of("AttributeNames", List.of(VISIBLE, HIDDEN)))
                        .path("Attributes");
        return new Depth(attributes.path(VISIBLE).asInt(0), attributes.path(HIDDEN).asInt(0));
    }

    /**
     * Takes some messages, if there are any.
     *
     * @param hidden how long nobody else sees them
     */
    List<Message> receive(String queue, Duration hidden) {
        Map<String, Object> parameters =
                Map.of(
                        "MaxNumberOfMessages",
                        AT_ONCE,
                        "VisibilityTimeout",
                        hidden.toSeconds(),
                        "AttributeNames",
                        List.of("All"),
                        "MessageAttributeNames",
                        List.of("All"));
        return call("ReceiveMessage", queue, parameters)
                .path("Messages")
                .valueStream()
                .map(Message::new)
                .toList();
    }

    /** Lets everybody see a message again. */
    void putBack(String queue, Message message) {
        call(
                "ChangeMessageVisibility",
                queue,
                Map.of("ReceiptHandle", message.receipt(), "VisibilityTimeout", 0));
    }

    /** Sends the same again. */
    void send(String queue, Message message) {
        call(
                "SendMessage",
                queue,
                Map.of("MessageBody", message.body(), "MessageAttributes", message.attributes()));
    }

    void delete(String queue, Message message) {
        call("DeleteMessage", queue, Map.of("ReceiptHandle", message.receipt()));
    }

    private JsonNode call(String action, String queue, Map<String, ?> parameters) {
        return server.call(action, queue, parameters);
    }

    /** How many messages a queue has: those that wait, and those that somebody works on. */
    record Depth(int waiting, int inFlight) {}

    /** A message that was received. */
    record Message(JsonNode received) {

        String id() {
            return received.path("MessageId").asString("");
        }

        String body() {
            return received.path("Body").asString("");
        }

        String receipt() {
            return received.path("ReceiptHandle").asString("");
        }

        JsonNode attributes() {
            JsonNode attributes = received.path("MessageAttributes");
            return attributes.isMissingNode() ? JsonNodeFactory.instance.objectNode() : attributes;
        }

        /** What the queue server says of it. */
        String attribute(String name) {
            return received.path("Attributes").path(name).asString("");
        }
    }
}
