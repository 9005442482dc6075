package dev.atelier.local.events;

import dev.atelier.local.events.Queues.Message;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import java.time.Instant;

/** A message that nobody could handle; it need not be an event at all. */
record DeadLetter(Message message) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The event's id, or the message's when it is no event. */
    String id() {
        String id = member("id");
        return id.isEmpty() ? message.id() : id;
    }

    boolean isCalled(String id) {
        return id.equals(id()) || id.equals(message.id());
    }

    String type() {
        String type = member("type");
        return type.isEmpty() ? "no event" : type;
    }

    String subject() {
        String subject = member("subject");
        return subject.isEmpty() ? "–" : subject;
    }

    /** How often it was received, looking at it included. */
    String receives() {
        return message.attribute("ApproximateReceiveCount");
    }

    Instant sentAt() {
        return Instant.ofEpochMilli(Long.parseLong(message.attribute("SentTimestamp")));
    }

    String body() {
        return message.body();
    }

    private String member(String name) {
        return event().path(name).asString("");
    }

    private JsonNode event() {
        try {
            return JSON.readTree(message.body());
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }
}
