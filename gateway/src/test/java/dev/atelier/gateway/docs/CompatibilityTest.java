package dev.atelier.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.ProjectFiles;
import dev.atelier.testing.openapi.CommittedDocument;
import dev.atelier.testing.openapi.ServiceDescription;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.ConsoleRender;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * No client breaks: the API is held to what it has promised before, which is committed and may only
 * be widened.
 */
class CompatibilityTest {

    private static final Path PROMISED =
            ProjectFiles.root().resolve("gateway/src/test/resources/openapi-promised.json");

    /** Words are no promise, and examples show what is said elsewhere. */
    private static final Set<String> NO_PROMISE = Set.of("examples", "summary", "description");

    private final JsonNode now = new CommittedDocument(ServiceDescription.file("gateway")).read();

    @Test
    void breaksNoPromise() throws IOException {
        ObjectNode promise = promise(now);
        if (Files.exists(PROMISED)) {
            assertThat(broken(promised(), now))
                    .as(
                            "clients of what was promised would break, see"
                                    + " docs/adr/0027-openapi-from-code.md")
                    .isEmpty();
        }

        if (Boolean.getBoolean(CommittedDocument.RECORD)) {
            Files.writeString(PROMISED, promise.toPrettyString() + "\n");
        }
        assertThat(promised())
                .as(
                        "%s lacks what is new: record it with -D%s=true",
                        PROMISED.getFileName(), CommittedDocument.RECORD)
                .isEqualTo(promise);
    }

    /** What is taken away, and what is put in its place; nothing when it just goes. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    an operation goes               | /paths/~1api~1v1~1workshops~1{id}~1publish/post               |
                    a status goes                   | /paths/~1api~1v1~1workshops~1{id}~1participants/post/responses/409 |
                    a problem goes                  | /paths/~1api~1v1~1workshops~1{id}~1participants/post/responses/409/content/application~1problem+json/schema/oneOf/1 |
                    a form of an answer goes        | /paths/~1api~1v1~1workshops~1{id}~1participants/get/responses/200/content/text~1csv |
                    a member of an answer goes      | /components/schemas/Workshop/properties/title                |
                    what may be there goes          | /components/schemas/Problem/properties/nextStep              |
                    a member of a problem goes      | /components/schemas/ScheduleConflictProblem/allOf/1/properties/conflictsWith |
                    a member within a list goes     | /components/schemas/Organizer/properties/role                |
                    a member changes its type       | /components/schemas/Workshop/properties/version/type         | "string"
                    a member changes its form       | /components/schemas/Workshop/properties/id/format            | "email"
                    a member may be null            | /components/schemas/Workshop/properties/title/type           | ["string","null"]
                    a member may be absent          | /components/schemas/Workshop/required/1                      |
                    an answer gets a value          | /components/schemas/Workshop/properties/status/enum/-        | "PAUSED"
                    a request loses a value         | /components/schemas/WorkshopInput/properties/format/enum/0   |
                    a request loses a member        | /components/schemas/WorkshopInput/properties/venue           |
                    a request needs a member        | /components/schemas/WorkshopInput/required/-                 | "capacity"
                    a request must be shorter       | /components/schemas/WorkshopInput/properties/title/maxLength | 100
                    a request may not say null      | /components/schemas/WorkshopInput/properties/venue/type      | "string"
                    a query loses a parameter       | /paths/~1api~1v1~1workshops/get/parameters/0                 |
                    a parameter loses a value       | /paths/~1api~1v1~1users~1me~1participations/get/parameters/0/schema/enum/0 |
                    """)
    void noticesWhatBreaksClients(String change, String place, String value) {
        JsonNode changed = now.deepCopy();
        int end = place.lastIndexOf('/');
        String name = place.substring(end + 1).replace("~1", "/");
        JsonNode parent = changed.at(place.substring(0, end));
        assertThat(name.equals("-") || !changed.at(place).isMissingNode()).as(place).isTrue();
        if (parent instanceof ArrayNode list) {
            change(list, name, value);
        } else if (value == null) {
            ((ObjectNode) parent).remove(name);
        } else {
            ((ObjectNode) parent).set(name, WholeDescription.read(value));
        }

        assertThat(broken(now, changed)).isNotEmpty();
    }

    private static void change(ArrayNode list, String index, String value) {
        if (index.equals("-")) {
            list.add(WholeDescription.read(value));
        } else {
            list.remove(Integer.parseInt(index));
        }
    }

    @Test
    void letsNewThingsIn() {
        JsonNode wider = now.deepCopy();
        ObjectNode more = JsonNodeFactory.instance.objectNode().put("type", "string");
        ((ObjectNode) wider.at("/components/schemas/Workshop/properties")).set("more", more);
        ((ObjectNode) wider.at("/components/schemas/WorkshopInput/properties"))
                .set("more", more.deepCopy());
        ((ObjectNode) wider.get("paths"))
                .set("/api/v1/more", wider.at("/paths/~1api~1v1~1openapi").deepCopy());

        assertThat(broken(now, wider)).isEmpty();
        assertThat(broken(now, now)).isEmpty();
    }

    /** Which promises of the one description the other breaks, in words; empty for none. */
    private static String broken(JsonNode promised, JsonNode now) {
        ChangedOpenApi changed =
                OpenApiCompare.fromContents(Downgraded.of(promised), Downgraded.of(now));
        return changed.isCompatible() ? "" : rendered(changed);
    }

    private static String rendered(ChangedOpenApi changed) {
        var text = new ByteArrayOutputStream();
        new ConsoleRender().render(changed, new OutputStreamWriter(text, StandardCharsets.UTF_8));
        return text.toString(StandardCharsets.UTF_8);
    }

    private static ObjectNode promise(JsonNode document) {
        ObjectNode promise = (ObjectNode) document.deepCopy();
        removeWords(promise);
        return promise;
    }

    /** A member may be called like a word. */
    private static void removeWords(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(NO_PROMISE);
        }
        for (var member : node.properties()) {
            if (member.getKey().equals("properties")) {
                member.getValue().forEach(CompatibilityTest::removeWords);
            } else {
                removeWords(member.getValue());
            }
        }
        if (node.isArray()) {
            node.forEach(CompatibilityTest::removeWords);
        }
    }

    private static JsonNode promised() {
        return WholeDescription.read(ProjectFiles.read(PROMISED));
    }
}
