package dev.atelier.testing.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schemas of a document, to hold values to. */
public final class DocumentSchemas {

    private static final String ID = "https://atelier.dev/openapi";

    private final SchemaRegistry registry;
    private final Map<JsonNode, Schema> compiled = new HashMap<>();

    /** As clients get them: with room for members to come. */
    public DocumentSchemas(JsonNode document) {
        ObjectNode schemas = Json.object("$schema", "https://json-schema.org/draft/2020-12/schema");
        schemas.put("$id", ID);
        schemas.putObject("components").set("schemas", document.at("/components/schemas"));
        this.registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemas(Map.of(ID, schemas.toString()))
                                        .schemaRegistryConfig(
                                                SchemaRegistryConfig.builder()
                                                        .formatAssertionsEnabled(true)
                                                        .build()));
    }

    /** For whoever writes: a member that is not described is a fault. */
    static DocumentSchemas strict(JsonNode document) {
        JsonNode copy = document.deepCopy();
        JsonNode components = copy.path("components").path("schemas");
        for (var component : components.properties()) {
            if (!component.getKey().equals(Problems.BASE)) {
                close(component.getValue());
            }
        }
        return new DocumentSchemas(copy);
    }

    /** What all of several schemas say may be said by any: only the whole is closed. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode whole && schema.get("allOf") instanceof ArrayNode) {
            whole.put("unevaluatedProperties", false);
            return;
        }
        schema.forEach(DocumentSchemas::close);
        if (schema instanceof ObjectNode open && open.get("properties") instanceof ObjectNode) {
            open.put("unevaluatedProperties", false);
        }
    }

    /** What is wrong with a value that should be as the schema says, which is of the document. */
    public List<String> faults(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(Error::toString)
                .toList();
    }

    private Schema compile(JsonNode schema) {
        return registry.getSchema(Json.read(schema.toString().replace("\"#/", "\"" + ID + "#/")));
    }
}
