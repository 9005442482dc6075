package com.example.notifications;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/**
 * What is used of an event. Whatever else it has, today or one day, is passed over.
 *
 * @param source the service that tells
 * @param type what happened
 * @param subject what it happened to
 * @param sequence the subject's version, rising by one
 * @param data the subject's whole state after it
 */
record Event(String source, String type, String subject, long sequence, JsonNode data) {

    /**
     * Reads a message.
     *
     * @throws RuntimeException when it is no event: it then ends as a dead letter, for its owner
     */
    static Event of(JsonNode message) {
        return new Event(
                message.required("source").asString(),
                message.required("type").asString(),
                message.required("subject").asString(),
                Long.parseLong(message.required("sequence").asString()),
                message.required("data"));
    }

    /** A member of the data that the contract says is there. */
    String text(String member) {
        return data.required(member).asString();
    }

    /** A member of the data that may be null, or not be there. */
    Optional<String> optional(String member) {
        return data.optional(member).filter(node -> !node.isNull()).map(JsonNode::asString);
    }
}
