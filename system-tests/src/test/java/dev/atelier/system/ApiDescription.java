package dev.atelier.system;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The API as its OpenAPI document describes it. */
public record ApiDescription(JsonNode document) {

    private static final Path COMMITTED =
            Path.of("..", "gateway", "src", "main", "resources", "openapi.json");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String REF = "$ref";

    /** The one that the gateway serves. */
    public static ApiDescription committed() {
        try {
            return of(Files.readString(COMMITTED));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    public static ApiDescription of(String json) {
        return new ApiDescription(JsonMapper.shared().readTree(json));
    }

    /**
     * A method on a path.
     *
     * @param parameters those of the path included, none of them by reference
     * @param json what else is said of it
     */
    public record Operation(String method, String path, List<JsonNode> parameters, JsonNode json) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (var path : document.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(operation(path.getKey(), path.getValue(), method.getKey()));
                }
            }
        }
        return operations;
    }

    private Operation operation(String path, JsonNode item, String method) {
        List<JsonNode> parameters = new ArrayList<>();
        item.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        JsonNode json = item.get(method);
        json.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        return new Operation(method.toUpperCase(Locale.ROOT), path, List.copyOf(parameters), json);
    }

    /** The same, or what it refers to. */
    public JsonNode resolved(JsonNode node) {
        JsonNode found = node;
        while (found.has(REF)) {
            String reference = found.get(REF).asString();
            found = document.at(reference.substring(1));
            if (found.isMissingNode()) {
                throw new IllegalStateException("nothing is at " + reference);
            }
        }
        return found;
    }
}
