package dev.atelier.faults.arena;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As much of SQS's JSON protocol as is needed to send what was sent before, and to look. */
public record Queues(URI endpoint) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> COUNTS =
            List.of(
                    "ApproximateNumberOfMessages",
                    "ApproximateNumberOfMessagesNotVisible",
                    "ApproximateNumberOfMessagesDelayed");

    /**
     * Sends a message that nobody sees before its time.
     *
     * @param delaySeconds until then
     */
    public void send(String queue, String body, int delaySeconds) {
        call(
                "SendMessage",
                Map.of("QueueUrl", url(queue), "MessageBody", body, "DelaySeconds", delaySeconds));
    }

    /** How many messages there are in a queue, seen, hidden and delayed ones. */
    public int size(String queue) {
        JsonNode answer =
                call(
                        "GetQueueAttributes",
                        Map.of("QueueUrl", url(queue), "AttributeNames", COUNTS));
        return COUNTS.stream()
                .mapToInt(name -> answer.path("Attributes").path(name).asInt(0))
                .sum();
    }

    /** Takes all messages out of a queue that nobody listens to. */
    public List<String> takeAll(String queue) {
        List<String> bodies = new ArrayList<>();
        List<JsonNode> some = receive(queue);
        while (!some.isEmpty()) {
            for (JsonNode message : some) {
                bodies.add(message.path("Body").asString());
                String receipt = message.path("ReceiptHandle").asString();
                call("DeleteMessage", Map.of("QueueUrl", url(queue), "ReceiptHandle", receipt));
            }
            some = receive(queue);
        }
        return bodies;
    }

    /** Shows a message again that somebody took and did not finish, sooner than is usual. */
    public void showAgainAfter(String queue, Duration time) {
        call(
                "SetQueueAttributes",
                Map.of(
                        "QueueUrl",
                        url(queue),
                        "Attributes",
                        Map.of("VisibilityTimeout", Long.toString(time.toSeconds()))));
    }

    private List<JsonNode> receive(String queue) {
        return call("ReceiveMessage", Map.of("QueueUrl", url(queue), "MaxNumberOfMessages", 10))
                .path("Messages")
                .valueStream()
                .toList();
    }

    private String url(String queue) {
        return endpoint + "/000000000000/" + queue;
    }

    private JsonNode call(String action, Map<String, ?> parameters) {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "AmazonSQS." + action)
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(parameters)))
                        .build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(action + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }
}
