package dev.atelier.testing.events;

import dev.atelier.topology.Subscription;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.UUID;

/**
 * An example of a message, beside the service that sends such.
 *
 * @param type also the name of its file
 */
public record EventExample(String type, JsonNode event) {

    /** The same of another aggregate, about which nobody has been told yet. */
    public EventExample about(UUID other) {
        return new EventExample(
                type,
                JsonMapper.shared()
                        .readTree(
                                event.toString().replace(subject().toString(), other.toString())));
    }

    boolean isWantedBy(Subscription subscription) {
        return subscription.types().stream()
                .anyMatch(
                        wanted ->
                                wanted.endsWith("*")
                                        ? type.startsWith(wanted.replace("*", ""))
                                        : type.equals(wanted));
    }

    public UUID subject() {
        return UUID.fromString(event.get("subject").asString());
    }

    public long sequence() {
        return Long.parseLong(event.get("sequence").asString());
    }

    /** The message's body. */
    public String body() {
        return event.toString();
    }

    @Override
    public String toString() {
        return type;
    }
}
