package dev.atelier.testing.openapi;

import static dev.atelier.testing.openapi.Json.object;

import dev.atelier.testing.contract.Operation;
import dev.atelier.testing.openapi.Observations.Observation;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The parameters of an operation: in the path, in the query, in headers. */
final class Parameters {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final String KEY = "Idempotency-Key";

    private final Operation operation;
    private final Handlers handlers;
    private final List<Observation> observations;
    private final JsonNode words;
    private final RecordSchemas schemas;
    private final Map<String, ObjectNode> parameters = new LinkedHashMap<>();

    private Parameters(
            Operation operation,
            Handlers handlers,
            List<Observation> observations,
            JsonNode words,
            RecordSchemas schemas) {
        this.operation = operation;
        this.handlers = handlers;
        this.observations = observations;
        this.words = words;
        this.schemas = schemas;
    }

    static ArrayNode of(
            Operation operation,
            Handlers handlers,
            List<Observation> observations,
            JsonNode words,
            RecordSchemas schemas) {
        var all = new Parameters(operation, handlers, observations, words, schemas);
        all.ofPath();
        all.ofMethods();
        all.ofPages();
        all.ofHeaders();
        all.ofWords();
        ArrayNode array = Json.array(List.of());
        all.parameters.values().forEach(array::add);
        return array;
    }

    /** All variables are ids. */
    private void ofPath() {
        VARIABLE.matcher(operation.path())
                .results()
                .forEach(found -> add("path", found.group(1), true).set("schema", text("uuid")));
    }

    private void ofMethods() {
        for (var handler : handlers.handlers()) {
            for (MethodParameter parameter : handler.method().getMethodParameters()) {
                parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
                ofMethod(parameter);
            }
        }
    }

    private void ofMethod(MethodParameter parameter) {
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        ResolvableType type = ResolvableType.forMethodParameter(parameter);
        if (query != null && !Map.class.isAssignableFrom(parameter.getParameterType())) {
            add("query", name(query.name(), parameter), false).set("schema", schemas.input(type));
        }
        if (header != null && !header.name().isEmpty()) {
            add("header", header.name(), false).set("schema", schemas.input(type));
        }
    }

    private static String name(String given, MethodParameter parameter) {
        return given.isEmpty() ? String.valueOf(parameter.getParameterName()) : given;
    }

    private void ofPages() {
        if (!handlers.take("PageRequest")) {
            return;
        }
        ObjectNode limit = add("query", "limit", false);
        limit.put("description", "How many items at most.");
        limit.putObject("schema")
                .put("type", "integer")
                .put("minimum", 1)
                .put("maximum", 100)
                .put("default", 20);
        ObjectNode cursor = add("query", "cursor", false);
        cursor.put("description", "Where to go on: `next` of the page before.");
        cursor.set("schema", object("type", "string"));
    }

    private void ofHeaders() {
        if (isSeen(422, "idempotency-key-reused") || isReplayed()) {
            ObjectNode key = add("header", KEY, false);
            key.put("description", "Makes it safe to send the same again, for seven days.");
            key.putObject("schema")
                    .put("type", "string")
                    .put("pattern", "^[!-~]{1,255}$")
                    .put("maxLength", 255);
        }
        if (isSeen(412, "precondition-failed")) {
            boolean creates = observations.stream().anyMatch(seen -> seen.status() == 201);
            ObjectNode match = add("header", "If-Match", !creates);
            match.put(
                    "description",
                    creates
                            ? "The `ETag` of what is to be changed, once it is there."
                            : "The `ETag` of what is to be changed, or `*`.");
            match.set("schema", object("type", "string"));
        }
        if (isSeen(304, "")) {
            ObjectNode match = add("header", "If-None-Match", false);
            match.put("description", "The `ETag` of what one has already.");
            match.set("schema", object("type", "string"));
        }
    }

    private boolean isSeen(int status, String problem) {
        return observations.stream()
                .map(Observation::promise)
                .anyMatch(seen -> seen.status() == status && seen.problem().equals(problem));
    }

    private boolean isReplayed() {
        return observations.stream()
                .anyMatch(seen -> seen.answer().header("Idempotency-Replayed").equals("true"));
    }

    /** What a controller reads by itself, and more about what it declares. */
    private void ofWords() {
        for (var word : words.path("parameters").properties()) {
            ObjectNode parameter =
                    parameters.containsKey(word.getKey())
                            ? parameters.get(word.getKey())
                            : add("query", word.getKey(), false);
            ObjectNode more = (ObjectNode) word.getValue().deepCopy();
            chooseAmong(more);
            Json.merge(parameter, more);
        }
    }

    /** Puts the values of an enumeration where only its class is named. */
    private static void chooseAmong(JsonNode schema) {
        if (schema instanceof ObjectNode choice && choice.has("enumOf")) {
            JsonNode words = choice.remove("enumOf");
            Json.merge(choice, RecordSchemas.choice(RecordSchemas.type(words.asString())));
        }
        schema.forEach(Parameters::chooseAmong);
    }

    private ObjectNode add(String place, String name, boolean required) {
        ObjectNode parameter = object("name", name).put("in", place).put("required", required);
        parameters.put(name, parameter);
        return parameter;
    }

    private static ObjectNode text(String format) {
        return object("type", "string").put("format", format);
    }
}
