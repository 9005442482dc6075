package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import tools.jackson.databind.JsonNode;

/** An answer that is a complete problem document. */
record ProblemAnswer(JsonNode document, HttpHeaders headers) {

    static ProblemAnswer of(ResponseSpec response, int status, String slug) {
        var result =
                response.expectStatus()
                        .isEqualTo(status)
                        .expectHeader()
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .expectBody(JsonNode.class)
                        .returnResult();
        JsonNode document = result.getResponseBody();
        assertThat(document.get("type").asString())
                .isEqualTo("https://atelier.dev/problems/" + slug);
        assertThat(document.get("status").asInt()).isEqualTo(status);
        assertThat(document.get("title").asString()).isNotBlank();
        assertThat(document.get("instance").asString()).startsWith("/");
        assertThat(document.get("traceId").asString()).hasSize(32);
        return new ProblemAnswer(document, result.getResponseHeaders());
    }
}
