package dev.atelier.workshop;

import static org.awaitility.Awaitility.await;

import static java.util.Comparator.comparing;

import dev.atelier.testing.TestQueues;

import org.springframework.boot.test.context.TestComponent;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Plays the services around: sends what they tell, and receives what they are told. */
@TestComponent
public class OtherServices {

    private static final String OWN_QUEUE = "test-workshop-service-workshop-service";
    private static final String SUBSCRIBER_QUEUE = "test-workshop-service-enrollment-service";

    private final SqsAsyncClient sqs = TestQueues.shared().client();
    private final JsonMapper json = JsonMapper.shared();
    private final Map<String, List<JsonNode>> received = new ConcurrentHashMap<>();

    public void userChanged(UUID id, long sequence, String name, String status) {
        send(userEvent(id, sequence, name, status));
    }

    public void userErased(UUID id, long sequence) {
        Map<String, Object> tombstone = new LinkedHashMap<>();
        tombstone.put("id", id);
        tombstone.put("displayName", null);
        tombstone.put("timeZone", null);
        tombstone.put("locale", null);
        tombstone.put("status", "ERASED");
        tombstone.put("capabilities", List.of());
        send(event("user-service", "user.erased.v1", id.toString(), sequence, tombstone));
    }

    public void seatsChanged(String workshop, long sequence, int capacity, int enrolled) {
        send(seatsEvent(workshop, sequence, capacity, enrolled));
    }

    public String userEvent(UUID id, long sequence, String name, String status) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", id);
        data.put("displayName", name);
        data.put("timeZone", "Europe/Berlin");
        data.put("locale", "de");
        data.put("status", status);
        data.put("capabilities", List.of("laptop"));
        return event("user-service", "user.changed.v1", id.toString(), sequence, data);
    }

    public String seatsEvent(String workshop, long sequence, int capacity, int enrolled) {
        Map<String, Object> data =
                Map.of(
                        "workshopId", workshop,
                        "capacity", capacity,
                        "enrolled", enrolled,
                        "offered", 0,
                        "waitlisted", 0,
                        "free", capacity - enrolled,
                        "version", sequence);
        return event("enrollment-service", "seats.changed.v1", workshop, sequence, data);
    }

    public void send(String event) {
        String url = url(OWN_QUEUE);
        sqs.sendMessage(message -> message.queueUrl(url).messageBody(event)).join();
    }

    /** The first event that a subscriber gets about the subject; waits for it. */
    public JsonNode received(String subject) {
        return received(subject, 1).getFirst();
    }

    /** That many events about the subject in the order of their sequence; waits for them. */
    public List<JsonNode> received(String subject, int count) {
        return await()
                .until(
                        () -> {
                            receive();
                            return received.getOrDefault(subject, List.of());
                        },
                        events -> events.size() >= count)
                .stream()
                .sorted(comparing(event -> event.get("sequence").asString()))
                .toList();
    }

    /** Whether nothing waits in the service's queue or is in its hands. */
    public boolean hasHandledAll() {
        String url = url(OWN_QUEUE);
        return sqs
                .getQueueAttributes(
                        request ->
                                request.queueUrl(url)
                                        .attributeNames(
                                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                                QueueAttributeName
                                                        .APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .join()
                .attributes()
                .values()
                .stream()
                .allMatch("0"::equals);
    }

    private synchronized void receive() {
        String url = url(SUBSCRIBER_QUEUE);
        sqs.receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                .join()
                .messages()
                .forEach(message -> keep(url, message));
    }

    private void keep(String url, Message message) {
        JsonNode event = json.readTree(message.body());
        received.merge(
                event.get("subject").asString(),
                List.of(event),
                (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()))
                .join();
    }

    private String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
    }

    private String event(
            String source, String type, String subject, long sequence, Map<String, Object> data) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", UUID.randomUUID());
        event.put("source", "/atelier/" + source);
        event.put("type", type);
        event.put("subject", subject);
        event.put("time", "2027-01-01T00:00:00Z");
        event.put("datacontenttype", "application/json");
        event.put("sequence", "%019d".formatted(sequence));
        event.put("data", data);
        return json.writeValueAsString(event);
    }
}
