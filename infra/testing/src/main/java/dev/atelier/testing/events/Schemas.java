package dev.atelier.testing.events;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** JSON Schemas by their names, to hold JSON to. */
final class Schemas {

    /** What the {@code $id} of every schema begins with. */
    static final String BASE = "https://atelier.dev/schemas/";

    /** An enumeration to which values may be added; readers tolerate those they do not know. */
    static final String OPEN_ENUM = "x-extensible-enum";

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String REF = "$ref";

    private final Map<String, JsonNode> schemas;
    private final SchemaRegistry registry;

    private Schemas(Map<String, JsonNode> schemas) {
        this.schemas = schemas;
        Map<String, String> texts = new LinkedHashMap<>();
        schemas.forEach((name, schema) -> texts.put(id(name), schema.toString()));
        this.registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemas(texts)
                                        .schemaRegistryConfig(
                                                SchemaRegistryConfig.builder()
                                                        .formatAssertionsEnabled(true)
                                                        .build()));
    }

    /** As readers get them: with room for members and values to come. */
    static Schemas published(Map<String, JsonNode> schemas) {
        return new Schemas(schemas);
    }

    /**
     * For whoever writes: a member or a value that they do not know is a fault. What others build
     * upon stays open at its root, which those close.
     */
    static Schemas strict(Map<String, JsonNode> schemas) {
        Set<String> builtUpon =
                schemas.values().stream()
                        .flatMap(schema -> schema.findValuesAsString(REF).stream())
                        .collect(Collectors.toSet());
        Map<String, JsonNode> strict = new LinkedHashMap<>();
        schemas.forEach(
                (name, schema) -> {
                    JsonNode copy = schema.deepCopy();
                    copy.forEach(Schemas::close);
                    if (!builtUpon.contains(name + ".json")) {
                        ((ObjectNode) copy).put("unevaluatedProperties", false);
                    }
                    strict.put(name, copy);
                });
        return new Schemas(strict);
    }

    private static void close(JsonNode schema) {
        schema.forEach(Schemas::close);
        if (schema instanceof ObjectNode open && open.has("properties")) {
            open.put("unevaluatedProperties", false);
        }
        if (schema instanceof ObjectNode open && open.has(OPEN_ENUM)) {
            open.set("enum", open.get(OPEN_ENUM));
        }
    }

    static String id(String name) {
        return BASE + name + ".json";
    }

    /** What is wrong with a value that should be as the named schema says. */
    List<String> faults(String name, JsonNode value) {
        return schemas.containsKey(name)
                ? faults(value, id(name))
                : List.of("there is no schema " + name);
    }

    /** What is wrong with the named schema itself. */
    List<String> faultsOfSchema(String name) {
        JsonNode schema = Objects.requireNonNull(schemas.get(name), name);
        List<String> faults = new ArrayList<>(faults(schema, DIALECT));
        if (!schema.path("$schema").asString().equals(DIALECT)) {
            faults.add("is in another dialect than " + DIALECT);
        }
        if (!schema.path("$id").asString().equals(id(name))) {
            faults.add("has another $id than " + id(name));
        }
        return faults;
    }

    private List<String> faults(JsonNode value, String schema) {
        return registry.getSchema(SchemaLocation.of(schema)).validate(value).stream()
                .map(Error::toString)
                .toList();
    }
}
