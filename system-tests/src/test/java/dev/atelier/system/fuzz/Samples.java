package dev.atelier.system.fuzz;

import dev.atelier.system.ApiDescription;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes up values that a schema allows. */
final class Samples {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> CHOICES = List.of("enum", "oneOf", "anyOf");
    private static final int SELDOM = 8;

    private final ApiDescription api;
    private final Vocabulary words;
    private final Random random;

    Samples(ApiDescription api, Vocabulary words, Random random) {
        this.api = api;
        this.words = words;
        this.random = random;
    }

    /**
     * A value as the schema says.
     *
     * @param name of the member or parameter that it is for
     */
    JsonNode valid(JsonNode schema, String name) {
        JsonNode it = api.resolved(schema);
        if (it.has("const")) {
            return it.get("const");
        }
        for (String choice : CHOICES) {
            if (it.has(choice)) {
                JsonNode chosen = mostlySomething(it.get(choice));
                return choice.equals("enum") ? chosen : valid(chosen, name);
            }
        }
        if (it.has("allOf")) {
            ObjectNode all = JSON.objectNode();
            for (JsonNode part : it.get("allOf")) {
                if (valid(part, name) instanceof ObjectNode some) {
                    all.setAll(some);
                }
            }
            return all;
        }
        return switch (type(it)) {
            case "object" -> object(it);
            case "array" -> array(it, name);
            case "integer", "number" -> JSON.numberNode(number(it, name));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> JSON.stringNode(words.text(it, name));
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        boolean whole = random.nextInt(3) > 0;
        for (var member : schema.path("properties").properties()) {
            if (required.contains(member.getKey()) || whole || random.nextInt(3) == 0) {
                object.set(member.getKey(), valid(member.getValue(), member.getKey()));
            }
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, String name) {
        ArrayNode array = JSON.arrayNode();
        int least = schema.path("minItems").asInt(0);
        int most = Math.max(least, Math.min(schema.path("maxItems").asInt(3), 3));
        int size = least + random.nextInt(most - least + 1);
        while (array.size() < size) {
            array.add(valid(schema.path("items"), name));
        }
        return array;
    }

    /** What is the least of something else is little. */
    private long number(JsonNode schema, String name) {
        long least = schema.path("minimum").asLong(0);
        if (name.startsWith("min")) {
            return least + random.nextInt(2);
        }
        long most = schema.path("maximum").asLong(Math.max(least, 1000));
        return random.nextInt(8) == 0
                ? (random.nextBoolean() ? least : most)
                : least + random.nextLong(Math.min(most - least, 50) + 1);
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray()
                ? mostlySomething(type).asString()
                : type.asString(schema.has("properties") ? "object" : "string");
    }

    /** One of the choices, and seldom null: where much is missing, little can be done. */
    private JsonNode mostlySomething(JsonNode choices) {
        JsonNode chosen = choices.get(random.nextInt(choices.size()));
        return isNull(chosen) && random.nextInt(SELDOM) > 0 ? mostlySomething(choices) : chosen;
    }

    private static boolean isNull(JsonNode choice) {
        return choice.isNull()
                || choice.asString("").equals("null")
                || choice.path("type").asString("").equals("null");
    }
}
