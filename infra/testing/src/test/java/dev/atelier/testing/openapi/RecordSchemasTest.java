package dev.atelier.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.ResolvableType;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

class RecordSchemasTest {

    enum Colour {
        RED,
        GREEN
    }

    record BoxView(UUID id, @Nullable Colour colour, @Nullable LidView lid, List<LidView> spare) {}

    record LidView(@Nullable Instant closedAt) {}

    record Labelled(@JsonUnwrapped LidView lid, String label) {}

    record Page<T>(List<T> items, @Nullable String next) {}

    record BoxDocument(
            @Nullable String title,
            @Nullable String colour,
            @NotNull @Nullable Boolean open,
            @Size(max = 3) List<UUID> contents) {}

    sealed interface Shape {}

    record Circle(int radius) implements Shape {}

    record Square(long side) implements Shape {}

    @Test
    void answersSayWhatMayBeNullAndAreAlwaysComplete() {
        RecordSchemas schemas = schemas("{}");

        assertThat(schemas.output(ResolvableType.forClass(BoxView.class)))
                .isEqualTo(ref("RecordSchemasTestBox"));

        assertThat(schemas.components().get("RecordSchemasTestBox"))
                .isEqualTo(
                        Json.read(
                                """
                                {
                                  "type": "object",
                                  "properties": {
                                    "id": {"type": "string", "format": "uuid"},
                                    "colour": {"type": ["string", "null"], "enum": ["RED", "GREEN", null]},
                                    "lid": {
                                      "anyOf": [
                                        {"$ref": "#/components/schemas/RecordSchemasTestLid"},
                                        {"type": "null"}
                                      ]
                                    },
                                    "spare": {
                                      "type": "array",
                                      "items": {"$ref": "#/components/schemas/RecordSchemasTestLid"}
                                    }
                                  },
                                  "required": ["id", "colour", "lid", "spare"]
                                }
                                """));
    }

    @Test
    void unwrapsWhatJsonUnwraps() {
        RecordSchemas schemas = schemas("{}");

        schemas.output(ResolvableType.forClass(Labelled.class));

        assertThat(schemas.components().at("/RecordSchemasTestLabelled/properties").propertyNames())
                .containsExactly("closedAt", "label");
    }

    @Test
    void namesListsByTheirItems() {
        RecordSchemas schemas = schemas("{\"names\":{\"RecordSchemasTest.LidView\":\"Lid\"}}");

        assertThat(schemas.output(ResolvableType.forClassWithGenerics(Page.class, LidView.class)))
                .isEqualTo(ref("LidPage"));
        assertThat(schemas.components().at("/LidPage/properties/items/items"))
                .isEqualTo(ref("Lid"));
    }

    @Test
    void offersEachOfSeveralForms() {
        assertThat(schemas("{}").output(ResolvableType.forClass(Shape.class)).get("anyOf"))
                .containsExactly(ref("RecordSchemasTestCircle"), ref("RecordSchemasTestSquare"));
    }

    @Test
    void requestsAreClosedAndLimitedByWordsAndAnnotations() {
        String words =
                """
                {
                  "schemas": {
                    "RecordSchemasTestBoxInput": {
                      "required": ["title"],
                      "properties": {
                        "title": {"maxLength": 200},
                        "colour": {"enumOf": "dev.atelier.testing.openapi.RecordSchemasTest$Colour"}
                      }
                    }
                  }
                }
                """;
        RecordSchemas schemas = schemas(words);

        schemas.input(ResolvableType.forClass(BoxDocument.class));

        assertThat(schemas.components().get("RecordSchemasTestBoxInput"))
                .isEqualTo(
                        Json.read(
                                """
                                {
                                  "type": "object",
                                  "properties": {
                                    "title": {"type": "string", "maxLength": 200},
                                    "colour": {"type": ["string", "null"], "enum": ["RED", "GREEN", null]},
                                    "open": {"type": "boolean"},
                                    "contents": {
                                      "type": "array",
                                      "items": {"type": "string", "format": "uuid"},
                                      "maxItems": 3
                                    }
                                  },
                                  "required": ["open", "title"],
                                  "additionalProperties": false
                                }
                                """));
    }

    @Test
    void refusesWordsForWhatThereIsNot() {
        RecordSchemas schemas = schemas("{\"schemas\":{\"Bux\":{}}}");

        assertThatThrownBy(schemas::components).hasMessageContaining("Bux");
    }

    private static RecordSchemas schemas(String words) {
        return new RecordSchemas(new Words(Json.read(words)));
    }

    private static JsonNode ref(String name) {
        return Json.object("$ref", "#/components/schemas/" + name);
    }
}
