package dev.atelier.local.events;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As much of SQS's JSON protocol as an operator needs; the local server asks for no signature. */
class Queues {

    private static final String VISIBLE = "ApproximateNumberOfMessages";
    private static final String HIDDEN = "ApproximateNumberOfMessagesNotVisible";
    private static final int AT_ONCE = 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI server;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    Queues(URI server) {
        this.server = server;
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
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        all.put("QueueUrl", server + "/000000000000/" + queue);
        HttpRequest request =
                HttpRequest.newBuilder(server)
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "AmazonSQS." + action)
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(all)))
                        .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw CommandFailed.because("%s of %s: %s", action, queue, response.body());
            }
            return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
        } catch (IOException exception) {
            throw CommandFailed.because(
                    "The queue server does not answer at %s (%s).",
                    server, exception.getClass().getSimpleName());
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw CommandFailed.because("Interrupted.");
        }
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
            return attributes.isMissingNode() ? JSON.createObjectNode() : attributes;
        }

        /** What the queue server says of it. */
        String attribute(String name) {
            return received.path("Attributes").path(name).asString("");
        }
    }
}
