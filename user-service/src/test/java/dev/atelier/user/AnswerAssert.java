package dev.atelier.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.AbstractAssert;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import tools.jackson.databind.JsonNode;

/** Says what an answer over HTTP must be. */
public final class AnswerAssert extends AbstractAssert<AnswerAssert, ResponseEntity<JsonNode>> {

    private AnswerAssert(ResponseEntity<JsonNode> answer) {
        super(answer, AnswerAssert.class);
    }

    public static AnswerAssert assertThatAnswer(ResponseEntity<JsonNode> answer) {
        return new AnswerAssert(answer);
    }

    public AnswerAssert hasStatus(int status) {
        assertThat(actual.getStatusCode().value()).as("%s", actual.getBody()).isEqualTo(status);
        return this;
    }

    public AnswerAssert hasTag(String tag) {
        assertThat(actual.getHeaders().getETag()).isEqualTo(tag);
        return this;
    }

    public AnswerAssert has(String member, Object value) {
        assertThat(actual.getBody().at("/" + member).asString()).isEqualTo(value.toString());
        return this;
    }

    public AnswerAssert isProblem(int status, String slug) {
        hasStatus(status);
        assertThat(actual.getHeaders().getContentType())
                .isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        has("type", "https://atelier.dev/problems/" + slug);
        has("status", status);
        assertThat(actual.getBody().at("/traceId").asString()).hasSize(32);
        return this;
    }

    public AnswerAssert pointsAt(String... pointers) {
        assertThat(actual.getBody().at("/errors").findValuesAsString("pointer"))
                .containsExactly(pointers);
        return this;
    }
}
