package dev.atelier.common.consuming;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads events tolerantly: producers add fields before their consumers know them. */
public class EventReader {

    private final JsonMapper json;

    EventReader(JsonMapper strict) {
        this.json =
                strict.rebuild()
                        .disable(
                                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .enable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .build();
    }

    ReceivedEvent event(String body) {
        return json.readValue(body, ReceivedEvent.class);
    }

    /** The event's data, or a part of it, as the consumer sees it. */
    public <T> T data(JsonNode data, Class<T> type) {
        return json.treeToValue(data, type);
    }
}
