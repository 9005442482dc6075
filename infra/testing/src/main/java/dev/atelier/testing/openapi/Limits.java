package dev.atelier.testing.openapi;

import dev.atelier.testing.contract.Actor;
import dev.atelier.testing.contract.Answer;
import dev.atelier.testing.contract.Operation;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Holds what a description says of what may be sent to what the code refuses: it sends what is just
 * beyond each limit, which must be refused and named, and what is just within, which must not.
 */
public final class Limits {

    private static final String NONSENSE = "!?";

    private final JsonNode document;
    private final Function<Operation, Actor> members;
    private final List<String> faults = new ArrayList<>();

    /**
     * @param members who may do an operation
     */
    public Limits(String module, Function<Operation, Actor> members) {
        this.document = new CommittedDocument(ServiceDescription.file(module)).read();
        this.members = members;
    }

    /** Where nothing is, so that nothing comes of it: what is not valid is told before that. */
    private Actor nowhere(Operation operation) {
        Actor member = members.apply(operation);
        Map<String, String> ids = new LinkedHashMap<>();
        member.ids().keySet().forEach(id -> ids.put(id, UUID.randomUUID().toString()));
        return member.with(ids);
    }

    /** What the code takes beyond its description, and what it refuses within. */
    public List<String> faults(Operation operation) {
        JsonNode described =
                document.path("paths")
                        .path(operation.path())
                        .path(operation.method().toLowerCase(Locale.ROOT));
        JsonNode schema =
                described.at("/requestBody/content/application~1json/schema").isMissingNode()
                        ? Json.object()
                        : resolved(described.at("/requestBody/content/application~1json/schema"));
        for (var property : schema.path("properties").properties()) {
            ofMember(operation, schema, property.getKey(), property.getValue());
        }
        for (JsonNode parameter : described.path("parameters")) {
            if (parameter.path("in").asString().equals("query")) {
                ofParameter(operation, parameter);
            }
        }
        List<String> found = List.copyOf(faults);
        faults.clear();
        return found;
    }

    private void ofMember(Operation operation, JsonNode schema, String member, JsonNode limits) {
        beyond(limits)
                .forEach(
                        (limit, value) ->
                                requireRefused(
                                        operation, with(operation, member, value), member, limit));
        within(limits)
                .forEach(
                        (limit, value) ->
                                requireTaken(
                                        operation, with(operation, member, value), member, limit));
        boolean needed =
                schema.path("required")
                        .valueStream()
                        .anyMatch(name -> name.asString().equals(member));
        ObjectNode without = with(operation, member, StringNode.valueOf(""));
        without.remove(member);
        if (needed) {
            requireRefused(operation, without, member, "required");
        } else {
            requireTaken(operation, without, member, "not required");
        }
    }

    private void ofParameter(Operation operation, JsonNode parameter) {
        String name = parameter.path("name").asString();
        beyond(parameter.path("schema"))
                .forEach(
                        (limit, value) -> {
                            Answer answer = ask(operation, name, text(value));
                            boolean isNothing = value.isArray() && text(value).isEmpty();
                            if (!isNothing && (answer.status() != 400 || !isNamed(answer, name))) {
                                fault(operation, name, limit, "is taken", answer);
                            }
                        });
        within(parameter.path("schema"))
                .forEach(
                        (limit, value) -> {
                            Answer answer = ask(operation, name, text(value));
                            if (answer.status() == 400 && isNamed(answer, name)) {
                                fault(operation, name, limit, "is refused", answer);
                            }
                        });
    }

    private static String text(JsonNode value) {
        return value.isArray() ? value.get(0).asString() : value.asString();
    }

    private Answer ask(Operation operation, String name, String value) {
        Operation asking =
                Operation.of(
                        operation
                                + "?"
                                + name
                                + "="
                                + URLEncoder.encode(value, StandardCharsets.UTF_8));
        return nowhere(operation).does(asking);
    }

    /** One unknown member more would be told alone, so what else is wrong is of another kind. */
    private void requireTaken(Operation operation, ObjectNode body, String member, String limit) {
        Answer answer = send(operation, body);
        if (answer.status() == 400 && isNamed(answer, member)) {
            fault(operation, member, limit, "is refused", answer);
        }
    }

    private void requireRefused(Operation operation, ObjectNode body, String member, String limit) {
        Answer answer = send(operation, body);
        if (answer.status() != 400 || !isNamed(answer, member)) {
            fault(operation, member, limit, "is taken", answer);
        }
    }

    private Answer send(Operation operation, ObjectNode body) {
        return nowhere(operation).sends(operation, body.toString(), "If-Match", "\"0\"");
    }

    private static boolean isNamed(Answer answer, String member) {
        return Json.read(answer.body())
                .path("errors")
                .valueStream()
                .map(error -> error.path("pointer").asString())
                .anyMatch(
                        pointer ->
                                pointer.equals("/" + member)
                                        || pointer.startsWith("/" + member + "/"));
    }

    private void fault(
            Operation operation, String member, String limit, String what, Answer answer) {
        faults.add(
                "%s: %s, what is told of its %s %s: %d %s"
                        .formatted(operation, member, limit, what, answer.status(), answer.body()));
    }

    private static ObjectNode with(Operation operation, String member, JsonNode value) {
        ObjectNode body = (ObjectNode) Json.read(operation.body());
        body.set(member, value);
        return body;
    }

    /** A value beyond each limit, by the limit's name. */
    private Map<String, JsonNode> beyond(JsonNode limits) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        if (limits.has("maxLength")) {
            values.put("maxLength", text(limits.get("maxLength").asInt() + 1));
        }
        if (limits.path("minLength").asInt(0) > 0) {
            values.put("minLength", StringNode.valueOf(""));
        }
        if (limits.has("minimum")) {
            values.put("minimum", IntNode.valueOf(limits.get("minimum").asInt() - 1));
        }
        if (limits.has("maximum")) {
            values.put("maximum", IntNode.valueOf(limits.get("maximum").asInt() + 1));
        }
        if (limits.has("enum") || limits.has("pattern")) {
            values.put("enum or pattern", StringNode.valueOf(NONSENSE));
        }
        if (limits.has("format") && isText(limits)) {
            values.put("format", StringNode.valueOf(NONSENSE));
        }
        if (limits.has("maxItems")) {
            values.put("maxItems", list(limits, limits.get("maxItems").asInt() + 1));
        }
        if (limits.has("items")) {
            beyond(resolved(limits.get("items")))
                    .forEach((limit, value) -> values.put("items' " + limit, Json.list(value)));
        }
        return values;
    }

    /** A value within each limit, by the limit's name. */
    private Map<String, JsonNode> within(JsonNode limits) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        boolean free = !limits.has("format") && !limits.has("pattern") && !limits.has("enum");
        if (free && limits.has("maxLength")) {
            values.put("maxLength", text(limits.get("maxLength").asInt()));
        }
        if (free && limits.path("minLength").asInt(0) > 0) {
            values.put("minLength", text(limits.get("minLength").asInt()));
        }
        if (limits.has("minimum")) {
            values.put("minimum", limits.get("minimum"));
        }
        if (limits.has("maximum")) {
            values.put("maximum", limits.get("maximum"));
        }
        for (JsonNode value : limits.path("enum")) {
            if (!value.asString("").equals("relevance")) {
                values.put("enum " + value, value);
            }
        }
        if (limits.has("items")) {
            within(resolved(limits.get("items")))
                    .forEach((limit, value) -> values.put("items' " + limit, Json.list(value)));
        }
        return values;
    }

    private ArrayNode list(JsonNode limits, int size) {
        JsonNode item = resolved(limits.get("items"));
        ArrayNode list = Json.array(List.of());
        for (int index = 0; index < size; index++) {
            list.add(item(item, index));
        }
        return list;
    }

    /** One that is valid, and another for each number. */
    private static JsonNode item(JsonNode schema, int number) {
        String code = "code-" + number;
        if (schema.has("properties")) {
            return Json.object("code", code);
        }
        return StringNode.valueOf(
                schema.path("format").asString("").equals("uuid")
                        ? "0198a0e6-0000-7000-8000-%012d".formatted(number)
                        : code);
    }

    private static boolean isText(JsonNode limits) {
        JsonNode type = limits.path("type");
        return (type.isArray() ? type.get(0) : type).asString("").equals("string");
    }

    private static StringNode text(int length) {
        return StringNode.valueOf("a".repeat(length));
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode one = schema.has("anyOf") ? schema.get("anyOf").get(0) : schema;
        return one.has("$ref") ? document.at(one.get("$ref").asString().substring(1)) : one;
    }
}
