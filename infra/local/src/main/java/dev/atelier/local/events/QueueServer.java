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
import java.util.Map;

/** A local server of SQS's JSON protocol, which asks for no signature. */
public final class QueueServer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    public QueueServer(URI address) {
        this.address = address;
    }

    /**
     * Does something with a queue.
     *
     * @throws CommandFailed when the server does not answer, or not well
     */
    JsonNode call(String action, String queue, Map<String, ?> parameters) {
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        all.put("QueueUrl", address + "/000000000000/" + queue);
        return call(action, all);
    }

    /**
     * Does something.
     *
     * @throws CommandFailed when the server does not answer, or not well
     */
    public JsonNode call(String action, Map<String, ?> parameters) {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "AmazonSQS." + action)
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(parameters)))
                        .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw CommandFailed.because("%s: %s", action, response.body());
            }
            return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
        } catch (IOException exception) {
            throw CommandFailed.because(
                    "The queue server does not answer at %s (%s).",
                    address, exception.getClass().getSimpleName());
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw CommandFailed.because("Interrupted.");
        }
    }
}
