package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;

/**
 * What the gateway answered.
 *
 * @param body null when there is none
 */
record Answer(HttpResponse<String> response, JsonNode body) {

    int status() {
        return response.statusCode();
    }

    /** The same answer, when it has this status. */
    Answer expect(int status) {
        assertThat(status()).as("%s: %s", response.request(), body).isEqualTo(status);
        return this;
    }

    /** The same answer, when it is a problem of this type. */
    Answer expectProblem(int status, String slug) {
        expect(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(text("type")).isEqualTo("https://atelier.dev/problems/" + slug);
        assertThat(body.get("status").asInt()).isEqualTo(status);
        assertThat(text("title")).isNotBlank();
        assertThat(text("instance")).isEqualTo(response.uri().getPath());
        assertThat(text("traceId")).hasSize(32);
        return this;
    }

    String text(String field) {
        return body.path(field).asString();
    }

    String id() {
        return text("id");
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
