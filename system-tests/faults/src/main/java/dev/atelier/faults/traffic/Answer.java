package dev.atelier.faults.traffic;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.util.UUID;

/**
 * What came back from the gateway.
 *
 * @param status 0 when nothing came
 * @param body empty when there was none
 * @param tag the {@code ETag}, or nothing
 */
public record Answer(int status, JsonNode body, String tag) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FIRST_SERVER_ERROR = 500;

    static final Answer NONE = new Answer(0, JSON.createObjectNode(), "");

    static Answer of(HttpResponse<String> response) {
        String text = response.body();
        return new Answer(
                response.statusCode(),
                text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text),
                response.headers().firstValue("ETag").orElse(""));
    }

    /** An error of the server's says nothing of what it did before. */
    public Fate fate() {
        if (status == 0 || status >= FIRST_SERVER_ERROR) {
            return Fate.UNKNOWN;
        }
        return status / 100 == 2 ? Fate.OK : Fate.FAIL;
    }

    /** The type of the problem, without what is the same in all of them. */
    public String problem() {
        String type = text("type");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** The id of what was made or found. */
    public @Nullable UUID id() {
        return fate() == Fate.OK && body.has("id") ? UUID.fromString(text("id")) : null;
    }

    String text(String field) {
        return body.path(field).asString("");
    }

    int number(String field) {
        return body.path(field).asInt(0);
    }
}
