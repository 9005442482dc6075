package dev.atelier.testing.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/** Every way to narrow a schema is noticed, and every way to widen it is not. */
class PromisesTest {

    private static final String POT =
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "$id": "https://atelier.dev/schemas/pot.v1.json",
              "title": "A pot",
              "type": "object",
              "required": ["id", "glazes"],
              "properties": {
                "id": { "type": "string", "format": "uuid" },
                "title": { "description": "In words.", "type": ["string", "null"] },
                "state": { "enum": ["RAW", "FIRED"] },
                "clay": { "type": "string", "x-extensible-enum": ["RED", "WHITE"] },
                "glazes": { "type": "array", "items": { "$ref": "#/$defs/glaze" } },
                "more": {}
              },
              "$defs": {
                "glaze": {
                  "type": "object",
                  "required": ["name"],
                  "properties": { "name": { "type": "string" } }
                }
              }
            }
            """;

    private static final String FIRED =
            """
            {
              "title": "A pot was fired",
              "$ref": "pot.v1.json",
              "required": ["kiln"],
              "properties": { "kiln": { "type": "string" }, "state": { "const": "FIRED" } }
            }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "id": { "type": "string", "format": "uuid" },   | (nothing)
                    "required": ["id", "glazes"]                    | "required": ["id"]
                    "required": ["id", "glazes"]                    | "required": ["id", "glazes", "state"]
                    "required": ["name"]                            | "required": []
                    "format": "uuid"                                | "format": "uri"
                    , "format": "uuid"                              | (nothing)
                    ["string", "null"]                              | "string"
                    ["string", "null"]                              | ["string", "null", "number"]
                    "title": { "description"                        | "name": { "description"
                    ["RAW", "FIRED"]                                | ["RAW"]
                    ["RAW", "FIRED"]                                | ["RAW", "FIRED", "SOLD"]
                    ["RED", "WHITE"]                                | ["RED"]
                    "more": {}                                      | "more": { "type": "string" }
                    "more": {}                                      | "more": false
                    "type": "array"                                 | "type": "array", "maxItems": 3
                    "items": { "$ref": "#/$defs/glaze" }            | "items": { "$ref": "#/$defs/glaze", "properties": { "name": { "const": "celadon" } } }
                    { "name": { "type": "string" } }                | { "name": { "type": "integer" } }
                    { "name": { "type": "string" } }                | {}
                    "type": "object",\\n  "required": ["id"         | "type": "object", "additionalProperties": false, "required": ["id"
                    "type": "object",\\n  "required": ["id"         | "type": "object", "allOf": [{ "properties": { "id": { "maxLength": 8 } } }], "required": ["id"
                    "type": "object",\\n  "required": ["id"         | "type": "object", "anyOf": [{ "properties": { "lid": { "type": "null" } } }], "required": ["id"
                    schemas/pot.v1                                  | schemas/vase.v1
                    "required": ["kiln"],                           | (nothing)
                    "const": "FIRED"                                | "const": "RAW"
                    , "state": { "const": "FIRED" }                 | (nothing)
                    "kiln": { "type": "string" }                    | "kiln": { "type": "string" }, "title": { "type": "string" }
                    "kiln": { "type": "string" }                    | "kiln": { "type": "string" }, "glazes": { "maxItems": 3 }
                    "$ref": "pot.v1.json",                          | (nothing)
                    """)
    void noticesNarrowing(String before, String after) {
        assertThat(broken(before.strip(), after)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "more": {}              | "more": {}, "lid": { "enum": ["FLAT", "DOMED"] }
                    "more": {}              | "more": {}, "maker": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string" } } }
                    { "name": { "type"      | { "colour": { "type": "string" }, "name": { "type"
                    ["RED", "WHITE"]        | ["RED", "WHITE", "BLACK"]
                    "title": "A pot"        | "title": "What a potter makes", "deprecated": true
                    "In words."             | "In a few words."
                    ["id", "glazes"]        | ["glazes", "id"]
                    ["string", "null"]      | ["null", "string"]
                    ["RAW", "FIRED"]        | ["FIRED", "RAW"]
                    "kiln": { "type"        | "minutes": { "type": "integer" }, "kiln": { "type"
                    { "$ref": "#/$defs/glaze" } | { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } }
                    """)
    void letsWideningPass(String before, String after) {
        assertThat(broken(before.strip(), after)).isEmpty();
    }

    @Test
    void letsTypesCome() {
        Promises before = Promises.of(Map.of("pot.v1", json(POT)));
        Promises after = Promises.of(Map.of("pot.v1", json(POT), "pot.fired.v1", json(FIRED)));

        assertThat(before.brokenBy(after)).isEmpty();
        assertThat(after.brokenBy(before)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pot.v1", "pot.fired.v1"})
    void noticesSchemaThatIsGone(String schema) {
        Promises after = Promises.of(Map.of(schema, json(schema.equals("pot.v1") ? POT : FIRED)));

        assertThat(Promises.of(schemas(POT, FIRED)).brokenBy(after)).isNotEmpty();
    }

    @Test
    void readsWhatItHasWritten() {
        List<String> lines = Promises.of(schemas(POT, FIRED)).lines();

        assertThat(Promises.parse(lines).lines()).isEqualTo(lines);
        assertThat(lines)
                .contains(
                        "pot.v1 /properties/state/enum [\"FIRED\", \"RAW\"]",
                        "pot.v1 /required \"glazes\"",
                        "pot.fired.v1 /$ref \"pot.v1.json\"");
    }

    /** What is broken when some text of the schemas is another. */
    private static List<String> broken(String before, String after) {
        String text = before.replace("\\n", "\n");
        String other = after.equals("(nothing)") ? "" : after;
        assertThat(POT + FIRED).containsOnlyOnce(text);
        return Promises.of(schemas(POT, FIRED))
                .brokenBy(
                        Promises.of(schemas(POT.replace(text, other), FIRED.replace(text, other))));
    }

    private static Map<String, JsonNode> schemas(String pot, String fired) {
        return Map.of("pot.v1", json(pot), "pot.fired.v1", json(fired));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
