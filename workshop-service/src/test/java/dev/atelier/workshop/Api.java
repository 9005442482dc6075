package dev.atelier.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.TestIssuer;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Talks to the service over HTTP, as one person or another. */
@TestComponent
public class Api {

    public static final String WORKSHOPS = "/api/v1/workshops";

    private final Environment environment;
    private final OtherServices others;

    Api(Environment environment, OtherServices others) {
        this.environment = environment;
        this.others = others;
    }

    /** Someone who has registered this moment. */
    public Person registered(String name) {
        UUID id = UUID.randomUUID();
        others.userChanged(id, 1, name, "ACTIVE");
        return person(id);
    }

    /** Someone with a token, whom nobody has heard of. */
    public Person stranger() {
        return person(UUID.randomUUID());
    }

    public Person person(UUID id) {
        return new Person(id, client(TestIssuer.shared().token(id)));
    }

    public Person admin() {
        UUID id = UUID.randomUUID();
        return new Person(id, client(TestIssuer.shared().adminToken(id)));
    }

    public WebTestClient anonymous() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + environment.getProperty("local.server.port"))
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    private WebTestClient client(String token) {
        return anonymous().mutate().defaultHeaders(headers -> headers.setBearerAuth(token)).build();
    }

    /** Checks that the answer is that problem, and returns its document. */
    public static JsonNode problem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type"))
                .isEqualTo(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        assertThat(answer.text("/type")).isEqualTo("https://atelier.dev/problems/" + slug);
        assertThat(answer.text("/traceId")).hasSize(32);
        return answer.body();
    }

    /**
     * @param id the user's
     * @param client sends the user's token
     */
    public record Person(UUID id, WebTestClient client) {

        public Answer get(String path, Object... variables) {
            return Answer.of(client.get().uri(path, variables));
        }

        public Answer post(Object body) {
            return Answer.of(
                    client.post()
                            .uri(WORKSHOPS)
                            .contentType(MediaType.APPLICATION_JSON)
                            .bodyValue(body));
        }

        public Answer post(Object body, String idempotencyKey) {
            return Answer.of(
                    client.post()
                            .uri(WORKSHOPS)
                            .header("Idempotency-Key", idempotencyKey)
                            .contentType(MediaType.APPLICATION_JSON)
                            .bodyValue(body));
        }

        /** Drafts a workshop and returns its id. */
        public String draft(Map<String, Object> workshop) {
            Answer answer = post(workshop);
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
            return answer.text("/id");
        }

        public Answer publish(String id) {
            return Answer.of(client.post().uri(WORKSHOPS + "/" + id + "/publish"));
        }

        /** Calls an action of a workshop that needs no body. */
        public Answer act(String id, String action) {
            return Answer.of(client.post().uri(WORKSHOPS + "/" + id + "/" + action));
        }

        public Answer act(String id, String action, Object body) {
            return Answer.of(
                    client.post()
                            .uri(WORKSHOPS + "/" + id + "/" + action)
                            .contentType(MediaType.APPLICATION_JSON)
                            .bodyValue(body));
        }

        /**
         * Puts a workshop in the place of another.
         *
         * @param ifMatch null for none
         */
        public Answer put(String id, Object workshop, @Nullable String ifMatch) {
            var request =
                    client.put().uri(WORKSHOPS + "/" + id).contentType(MediaType.APPLICATION_JSON);
            if (ifMatch != null) {
                request.header("If-Match", ifMatch);
            }
            return Answer.of(request.bodyValue(workshop));
        }

        public Answer delete(String id) {
            return Answer.of(client.delete().uri(WORKSHOPS + "/" + id));
        }

        /** Drafts and publishes a workshop and returns its id. */
        public String published(Map<String, Object> workshop) {
            String id = draft(workshop);
            Answer answer = publish(id);
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            return id;
        }

        public Answer read(String id) {
            return get(WORKSHOPS + "/" + id);
        }
    }

    /** What the service has answered. */
    public record Answer(EntityExchangeResult<JsonNode> result) {

        public static Answer of(WebTestClient.RequestHeadersSpec<?> request) {
            return new Answer(request.exchange().expectBody(JsonNode.class).returnResult());
        }

        public int status() {
            return result.getStatus().value();
        }

        public JsonNode body() {
            return result.getResponseBody();
        }

        public String header(String name) {
            return result.getResponseHeaders().getFirst(name);
        }

        /** The value at a JSON pointer, as text. */
        public String text(String pointer) {
            return body().at(pointer).asString();
        }
    }
}
