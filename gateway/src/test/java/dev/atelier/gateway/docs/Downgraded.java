package dev.atelier.gateway.docs;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;

/**
 * A description in the form in which the library that compares understands all of it: OpenAPI 3.0
 * without references. What it would overlook is put in terms of what it notices: alternatives of an
 * answer become media types, that a member is never null becomes a member beside it, and what a
 * body may have, which nobody may send once it is gone, becomes parameters.
 */
final class Downgraded {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Words, and what the library would make nothing of. */
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "description",
                    "summary",
                    "examples",
                    "tags",
                    "discriminator",
                    "contentMediaType",
                    "x-event-data");

    private static final String KNOWN = ", which is known";
    private static final String NEVER_NULL = ", which is never null";

    private final JsonNode document;
    private boolean inAnswers;

    private Downgraded(JsonNode document) {
        this.document = document;
    }

    static String of(JsonNode document) {
        return new Downgraded(document).whole().toString();
    }

    private ObjectNode whole() {
        ObjectNode whole = JSON.objectNode().put("openapi", "3.0.3");
        whole.putObject("info").put("title", "Atelier").put("version", "v1");
        whole.set("paths", plain(document.get("paths")));
        return whole;
    }

    private JsonNode plain(JsonNode node) {
        if (node.has("$ref")) {
            return plain(document.at(node.get("$ref").asString().substring(1)));
        }
        if (node instanceof ArrayNode list) {
            ArrayNode plain = JSON.arrayNode();
            list.forEach(one -> plain.add(plain(one)));
            return plain;
        }
        return node instanceof ObjectNode object ? plain(object) : node;
    }

    private ObjectNode plain(ObjectNode object) {
        ObjectNode plain = JSON.objectNode();
        for (var member : object.properties()) {
            String name = member.getKey();
            if (name.equals("responses")) {
                inAnswers = true;
                plain.set(name, plain(member.getValue()));
                inAnswers = false;
            } else if (name.equals("properties")) {
                plain.set(name, members((ObjectNode) member.getValue()));
            } else if (name.equals("content")) {
                plain.set(name, forms((ObjectNode) member.getValue()));
            } else if (!LEFT_OUT.contains(name)) {
                plain.set(name, plain(member.getValue()));
            }
        }
        if (object.has("responses")) {
            plain.get("responses")
                    .forEach(response -> ((ObjectNode) response).put("description", "."));
            JsonNode body = plain.at("/requestBody/content/application~1json/schema");
            sendable("", body, plain.withArrayProperty("parameters"));
        }
        ObjectNode schema = inOldWords(plain);
        if (inAnswers && schema.path("properties").isObject()) {
            promise(schema);
        }
        return schema;
    }

    private ObjectNode members(ObjectNode properties) {
        ObjectNode plain = JSON.objectNode();
        properties.properties().forEach(one -> plain.set(one.getKey(), plain(one.getValue())));
        return plain;
    }

    /** That a member may be there, and that it is never null, as members that must be there. */
    private static void promise(ObjectNode schema) {
        ObjectNode properties = (ObjectNode) schema.get("properties");
        ArrayNode required = schema.withArrayProperty("required");
        List<String> names =
                properties.propertyNames().stream().filter(name -> !name.contains(",")).toList();
        for (String name : names) {
            properties.putObject(name + KNOWN).put("type", "boolean");
            required.add(name + KNOWN);
            if (!properties.get(name).path("nullable").asBoolean(false)) {
                properties.putObject(name + NEVER_NULL).put("type", "boolean");
                required.add(name + NEVER_NULL);
            }
        }
    }

    /** What a body may have, and what of it may be null. */
    private static void sendable(String place, JsonNode schema, ArrayNode parameters) {
        for (var property : schema.path("properties").properties()) {
            String member = place + "/" + property.getKey();
            parameter(member, parameters);
            if (property.getValue().path("nullable").asBoolean(false)) {
                parameter(member + " as null", parameters);
            }
            sendable(member, property.getValue(), parameters);
            sendable(member + "/*", property.getValue().path("items"), parameters);
        }
    }

    private static void parameter(String name, ArrayNode parameters) {
        parameters
                .addObject()
                .put("name", name)
                .put("in", "query")
                .putObject("schema")
                .put("type", "string");
    }

    private ObjectNode forms(ObjectNode content) {
        ObjectNode forms = JSON.objectNode();
        for (var form : content.properties()) {
            JsonNode schema = form.getValue().get("schema");
            for (JsonNode alternative : alternatives(schema)) {
                String suffix =
                        schema == alternative
                                ? ""
                                : ";as=" + alternative.get("$ref").asString().replaceAll(".*/", "");
                forms.putObject(form.getKey() + suffix).set("schema", plain(alternative));
            }
        }
        return forms;
    }

    private static Iterable<JsonNode> alternatives(JsonNode schema) {
        if (schema.has("oneOf")) {
            return schema.get("oneOf");
        }
        boolean isChoice =
                schema.path("anyOf").size() > 1
                        && schema.get("anyOf").valueStream().allMatch(one -> one.has("$ref"));
        if (isChoice) {
            return schema.get("anyOf");
        }
        boolean isProblem = schema.path("$ref").asString("").endsWith("Problem");
        return isProblem ? JSON.arrayNode().add(schema.deepCopy()) : List.of(schema);
    }

    private static ObjectNode inOldWords(ObjectNode schema) {
        if (schema.get("type") instanceof ArrayNode types) {
            schema.set("type", types.get(0));
            schema.put("nullable", true);
        }
        if (schema.has("const")) {
            schema.putArray("enum").add(schema.remove("const"));
        }
        if (schema.get("enum") instanceof ArrayNode values) {
            values.removeIf(JsonNode::isNull);
        }
        if (schema.get("anyOf") instanceof ArrayNode either && isNull(either.get(1))) {
            ObjectNode one = (ObjectNode) either.get(0);
            return one.put("nullable", true);
        }
        if (schema.get("allOf") instanceof ArrayNode all) {
            return together(all);
        }
        return schema;
    }

    private static boolean isNull(JsonNode schema) {
        return schema.path("type").asString("").equals("null");
    }

    private static ObjectNode together(ArrayNode all) {
        ObjectNode together = JSON.objectNode().put("type", "object");
        ObjectNode properties = together.putObject("properties");
        ArrayNode required = together.putArray("required");
        for (JsonNode one : all) {
            one.path("properties")
                    .properties()
                    .forEach(member -> properties.set(member.getKey(), member.getValue()));
            one.path("required").forEach(required::add);
        }
        return together;
    }
}
