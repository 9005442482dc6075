package dev.atelier.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.UUID;

class ExamplesTest {

    private static final JsonNode COMMITTED = form("{\"title\":\"Gone\",\"n\":1}");

    @Test
    void keepsCommittedExampleThatStillHolds() {
        ObjectNode now = form("{\"title\":\"Gone\",\"n\":2}");

        Examples.keep(now, COMMITTED, (_, _) -> true);

        assertThat(now).isEqualTo(COMMITTED);
    }

    @Test
    void replacesExampleThatDoesNotHoldAnyMore() {
        ObjectNode now = form("{\"title\":\"Gone\",\"n\":2}");

        Examples.keep(now, COMMITTED, (_, example) -> example.path("n").asInt() > 1);

        assertThat(now.at("/examples/one/value/n").asInt()).isEqualTo(2);
    }

    @Test
    void replacesProblemThatIsTitledAnew() {
        String type = "\"type\":\"https://atelier.dev/problems/gone\"";
        JsonNode committed = form("{" + type + ",\"title\":\"Gone\"}");
        ObjectNode now = form("{" + type + ",\"title\":\"It is gone\"}");

        Examples.keep(now, committed, (_, _) -> true);

        assertThat(now.at("/examples/one/value/title").asString()).isEqualTo("It is gone");
    }

    @Test
    void givesTheSameIdTheSameNewOne() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();

        assertThat(Examples.tidy(one + " " + other + " " + one))
                .isEqualTo(
                        "0198a0e6-0000-7000-8000-000000000001 0198a0e6-0000-7000-8000-000000000002"
                                + " 0198a0e6-0000-7000-8000-000000000001");
    }

    @Test
    void shortensListsAtAnyDepth() {
        assertThat(Examples.shortened(Json.read("{\"a\":[[1,2,3],[],[]]}")))
                .isEqualTo(Json.read("{\"a\":[[1,2],[]]}"));
    }

    private static ObjectNode form(String example) {
        ObjectNode form = Json.object();
        form.putObject("schema");
        form.putObject("examples").putObject("one").set("value", Json.read(example));
        return form;
    }
}
