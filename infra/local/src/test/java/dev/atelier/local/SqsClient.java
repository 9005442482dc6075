package dev.atelier.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** As much of SQS's JSON protocol as the tests need; bodies are as they stand in its JSON. */
record SqsClient(URI endpoint) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern BODY = Pattern.compile("\"Body\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern RECEIPT = Pattern.compile("\"ReceiptHandle\":\"([^\"]*)\"");

    void send(String queue, String body) {
        call("SendMessage", queue, ",\"MessageBody\":\"%s\"".formatted(body));
    }

    void purge(String queue) {
        call("PurgeQueue", queue, "");
    }

    String attributes(String queue) {
        return call("GetQueueAttributes", queue, ",\"AttributeNames\":[\"All\"]");
    }

    /** The bodies of all visible messages, which stay hidden for a while. */
    List<String> receiveAll(String queue) {
        List<String> bodies = new ArrayList<>();
        for (List<String> some = receive(queue, 30); !some.isEmpty(); some = receive(queue, 30)) {
            bodies.addAll(some);
        }
        return bodies;
    }

    /** Receives as a consumer does that fails at once: the message is visible again. */
    List<String> receiveForRetry(String queue) {
        return receive(queue, 0);
    }

    void deleteAll(String queue) {
        String received = receiveOnce(queue, 30);
        matches(RECEIPT, received)
                .forEach(
                        receipt ->
                                call(
                                        "DeleteMessage",
                                        queue,
                                        ",\"ReceiptHandle\":\"%s\"".formatted(receipt)));
    }

    private List<String> receive(String queue, int visibilityTimeout) {
        return matches(BODY, receiveOnce(queue, visibilityTimeout));
    }

    private String receiveOnce(String queue, int visibilityTimeout) {
        return call(
                "ReceiveMessage",
                queue,
                ",\"MaxNumberOfMessages\":10,\"VisibilityTimeout\":" + visibilityTimeout);
    }

    private String call(String action, String queue, String parameters) {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "AmazonSQS." + action)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"QueueUrl\":\"%s/000000000000/%s\"%s}"
                                                .formatted(endpoint, queue, parameters)))
                        .build();
        try {
            HttpResponse<String> response =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(action + ": " + response.body());
            }
            return response.body();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }
}
