package dev.atelier.testing.openapi;

import static dev.atelier.testing.openapi.Json.array;
import static dev.atelier.testing.openapi.Json.object;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The JSON Schemas of the records that controllers take and give. What may be null is what the code
 * says may be: it is marked, and checked by the compiler.
 */
final class RecordSchemas {

    private static final String REFERENCE = "#/components/schemas/";

    private static final Map<Class<?>, Plain> PLAIN =
            Map.ofEntries(
                    Map.entry(String.class, new Plain("string", "")),
                    Map.entry(ZoneId.class, new Plain("string", "")),
                    Map.entry(UUID.class, new Plain("string", "uuid")),
                    Map.entry(Instant.class, new Plain("string", "date-time")),
                    Map.entry(Duration.class, new Plain("string", "duration")),
                    Map.entry(URI.class, new Plain("string", "uri-reference")),
                    Map.entry(int.class, new Plain("integer", "int32")),
                    Map.entry(Integer.class, new Plain("integer", "int32")),
                    Map.entry(long.class, new Plain("integer", "int64")),
                    Map.entry(Long.class, new Plain("integer", "int64")),
                    Map.entry(boolean.class, new Plain("boolean", "")),
                    Map.entry(Boolean.class, new Plain("boolean", "")),
                    Map.entry(JsonNode.class, new Plain("object", "")));

    private final Words words;
    private final ObjectNode components = object();

    RecordSchemas(Words words) {
        this.words = words;
    }

    /** The schemas that others refer to, by name. */
    ObjectNode components() {
        for (String name : words.schemas()) {
            if (!components.has(name)) {
                throw new AssertionError("words for a schema that there is not: " + name);
            }
        }
        return components;
    }

    /** Of what clients send: what it does not know it refuses. */
    ObjectNode input(ResolvableType type) {
        return schema(type, true);
    }

    /** Of what clients get: everything is always there, and null when there is nothing. */
    ObjectNode output(ResolvableType type) {
        return schema(type, false);
    }

    /** The values of an enumeration. */
    static ObjectNode choice(Class<?> words) {
        List<String> names =
                Arrays.stream(words.getEnumConstants())
                        .map(word -> ((Enum<?>) word).name())
                        .toList();
        ObjectNode choice = object("type", "string");
        choice.set("enum", array(names));
        return choice;
    }

    private ObjectNode schema(ResolvableType type, boolean input) {
        Class<?> raw = type.resolve(Object.class);
        Plain plain = PLAIN.get(raw);
        if (plain != null) {
            return plain.schema();
        }
        if (raw.isEnum()) {
            return choice(raw);
        }
        if (raw == Optional.class) {
            return schema(type.getGeneric(0), input);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            ObjectNode list = object("type", "array");
            list.set("items", schema(type.getGeneric(0), input));
            return list;
        }
        if (raw.isSealed()) {
            return anyOf(raw, input);
        }
        if (raw.isRecord()) {
            return named(type, raw, input);
        }
        throw new AssertionError("no schema for " + type);
    }

    private ObjectNode anyOf(Class<?> sealed, boolean input) {
        ObjectNode schema = object();
        ArrayNode alternatives = schema.putArray("anyOf");
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            alternatives.add(schema(ResolvableType.forClass(permitted), input));
        }
        return schema;
    }

    private ObjectNode named(ResolvableType type, Class<?> raw, boolean input) {
        String name = name(type, raw, input);
        if (!components.has(name)) {
            ObjectNode schema = object("type", "object");
            components.set(name, schema);
            fill(schema, type, raw, input);
            if (input) {
                schema.put("additionalProperties", false);
                limit(schema, name);
            }
        }
        return object("$ref", REFERENCE + name);
    }

    private void fill(ObjectNode schema, ResolvableType type, Class<?> raw, boolean input) {
        ObjectNode properties = object();
        ArrayNode required = array(List.of());
        members(properties, required, type, raw, input);
        schema.set("properties", properties);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }

    private void members(
            ObjectNode properties,
            ArrayNode required,
            ResolvableType type,
            Class<?> raw,
            boolean input) {
        for (RecordComponent component : raw.getRecordComponents()) {
            ResolvableType inner = ResolvableType.forType(component.getGenericType(), type);
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                members(properties, required, inner, inner.resolve(Object.class), input);
            } else {
                properties.set(component.getName(), member(component, inner, input));
                if (!input || isNeeded(component)) {
                    required.add(component.getName());
                }
            }
        }
    }

    private ObjectNode member(RecordComponent component, ResolvableType type, boolean input) {
        ObjectNode schema = schema(type, input);
        Size size = component.getAccessor().getAnnotation(Size.class);
        if (size != null) {
            schema.put(schema.has("items") ? "maxItems" : "maxLength", size.max());
        }
        return mayBeNull(component) && !isNeeded(component) ? orNull(schema) : schema;
    }

    private static boolean mayBeNull(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean isNeeded(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(NotNull.class);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (!schema.has("type")) {
            ObjectNode either = object();
            either.putArray("anyOf").add(schema).add(object("type", "null"));
            return either;
        }
        schema.set("type", array(List.of(schema.get("type").asString(), "null")));
        if (schema.get("enum") instanceof ArrayNode choice) {
            choice.addNull();
        }
        return schema;
    }

    /** What only code looks at stands among the words, and is held to the code by requests. */
    private void limit(ObjectNode schema, String name) {
        JsonNode limits = words.schema(name);
        ObjectNode properties = (ObjectNode) schema.get("properties");
        for (var property : limits.path("properties").properties()) {
            if (!(properties.get(property.getKey()) instanceof ObjectNode limited)) {
                throw new AssertionError("words for no member: " + name + "/" + property.getKey());
            }
            limit(limited, property.getValue());
        }
        for (JsonNode needed : limits.path("required")) {
            needed(schema, needed.asString());
        }
        if (limits.has("description")) {
            schema.set("description", limits.get("description"));
        }
    }

    private static void limit(ObjectNode schema, JsonNode limits) {
        ObjectNode rest = (ObjectNode) limits.deepCopy();
        JsonNode words = rest.remove("enumOf");
        if (words != null) {
            schema.set("enum", choice(type(words.asString())).get("enum"));
            ((ArrayNode) schema.get("enum")).addNull();
        }
        Json.merge(schema, rest);
    }

    /** It must be there, and so is not null. */
    private static void needed(ObjectNode schema, String member) {
        ArrayNode required =
                schema.get("required") instanceof ArrayNode there
                        ? there
                        : schema.putArray("required");
        required.add(member);
        ObjectNode property = (ObjectNode) schema.get("properties").get(member);
        property.set("type", property.get("type").get(0));
    }

    private String name(ResolvableType type, Class<?> raw, boolean input) {
        if (type.hasGenerics()) {
            ResolvableType item = type.getGeneric(0);
            return name(item, item.resolve(Object.class), input) + raw.getSimpleName();
        }
        Class<?> enclosing = raw.getEnclosingClass();
        String simple = raw.getSimpleName();
        String full = enclosing == null ? simple : enclosing.getSimpleName() + "." + simple;
        return words.name(full).orElseGet(() -> derived(raw, enclosing) + (input ? "Input" : ""));
    }

    /** A controller's own record needs no other name than its own. */
    private static String derived(Class<?> type, @Nullable Class<?> enclosing) {
        if (enclosing == null || enclosing.getSimpleName().endsWith("Controller")) {
            return outside(type);
        }
        return outside(enclosing) + outside(type);
    }

    private static String outside(Class<?> type) {
        return type.getSimpleName().replaceFirst("(?<=.)(View|Document|Request)$", "");
    }

    static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException exception) {
            throw new AssertionError("words for a class that there is not", exception);
        }
    }

    /**
     * A type that is no record.
     *
     * @param format empty for none
     */
    private record Plain(String type, String format) {

        ObjectNode schema() {
            ObjectNode schema = object("type", type);
            return format.isEmpty() ? schema : schema.put("format", format);
        }
    }
}
