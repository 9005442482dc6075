package dev.atelier.common.relay;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;

/** Makes CloudEvents 1.0 in structured JSON of the log's rows. */
class Envelope {

    private static final String SCHEMAS = "https://atelier.dev/schemas/";

    private final String source;
    private final JsonMapper json;

    Envelope(String source, JsonMapper json) {
        this.source = source;
        this.json = json;
    }

    Message wrap(LoggedEvent event) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("specversion", "1.0");
        envelope.put("id", event.id());
        envelope.put("source", source);
        envelope.put("type", event.type());
        envelope.put("subject", event.subject());
        envelope.put("time", event.recordedAt());
        envelope.put("datacontenttype", "application/json");
        envelope.put("dataschema", SCHEMAS + event.type() + ".json");
        envelope.put("sequence", "%019d".formatted(event.sequence()));
        if (event.traceparent() != null) {
            envelope.put("traceparent", event.traceparent());
        }
        String head = json.writeValueAsString(envelope);
        String body = head.substring(0, head.length() - 1) + ",\"data\":" + event.data() + "}";
        return new Message(event, ascii(body));
    }

    /**
     * Escapes what is not ASCII: SQS refuses some characters, and this way characters are bytes. In
     * JSON such characters stand in strings only, where the escape means the same.
     */
    private static String ascii(String json) {
        if (json.chars().allMatch(character -> character < 0x80)) {
            return json;
        }
        StringBuilder escaped = new StringBuilder(json.length() * 2);
        json.chars()
                .forEach(
                        character -> {
                            if (character < 0x80) {
                                escaped.append((char) character);
                            } else {
                                escaped.append("\\u%04x".formatted(character));
                            }
                        });
        return escaped.toString();
    }

    /**
     * An event as it is sent.
     *
     * @param body ASCII, so that its length is its size in bytes
     */
    record Message(LoggedEvent event, String body) {

        int bytes() {
            return body.length();
        }
    }
}
