package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;

/**
 * What the gateway answered.
 *
 * @param body null when there is none, or it is no JSON
 */
public record Answer(HttpResponse<String> response, JsonNode body) {

    public int status() {
        return response.statusCode();
    }

    /** The same answer, when it has this status. */
    public Answer expect(int status) {
        assertThat(status()).as("%s: %s", response.request(), body).isEqualTo(status);
        return this;
    }

    /** The same answer, when it is a problem of this type. */
    public Answer expectProblem(int status, String slug) {
        expect(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(text("type")).isEqualTo("https://atelier.dev/problems/" + slug);
        assertThat(body.get("status").asInt()).isEqualTo(status);
        assertThat(text("title")).isNotBlank();
        assertThat(text("instance")).isEqualTo(response.uri().getRawPath());
        assertThat(text("traceId")).hasSize(32);
        return this;
    }

    public String text(String field) {
        return body.path(field).asString();
    }

    public String id() {
        return text("id");
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
