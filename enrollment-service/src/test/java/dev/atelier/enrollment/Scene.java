package dev.atelier.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.TestIssuer;
import dev.atelier.testing.TestQueues;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Users and workshops that the service knows of, without the way through the queue unless it
 * matters, and people who talk to it over HTTP.
 */
public final class Scene {

    /** When everything happened that the service is told of. */
    public static final Instant CHANGED_AT = Instant.parse("2026-01-02T03:04:05Z");

    private static final String QUEUE = "test-enrollment-service-enrollment-service";
    private static final TestIssuer ISSUER = TestIssuer.shared();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int port;
    private final DatabaseClient database;

    public Scene(int port, DatabaseClient database) {
        this.port = port;
        this.database = database;
    }

    /** Someone who is registered. */
    public UUID user() {
        UUID user = UUID.randomUUID();
        run(
                """
                INSERT INTO known_user (id, version, status, capabilities)
                VALUES ($1, 1, 'ACTIVE', '{laptop}')
                """,
                user);
        return user;
    }

    /** A workshop of an hour that is published. */
    public UUID workshop(String title, Instant start, int capacity) {
        UUID workshop = UUID.randomUUID();
        run(
                """
                INSERT INTO known_workshop
                       (id, version, title, status, during, capacity, waitlist_mode, requirements,
                        organizers)
                VALUES ($1, 3, $2, 'PUBLISHED', tstzrange($3, $4), $5, 'AUTO', '[]', '[]')
                """,
                workshop,
                title,
                start,
                start.plusSeconds(3600),
                capacity);
        run("INSERT INTO seats (workshop_id, seat_limit) VALUES ($1, $2)", workshop, capacity);
        return workshop;
    }

    /** Lets the service hear of something, through its real queue. */
    public void tell(String type, UUID subject, long version, Map<String, ?> data) {
        Map<String, Object> event =
                Map.of(
                        "specversion",
                        "1.0",
                        "id",
                        UUID.randomUUID(),
                        "source",
                        "/atelier/test",
                        "type",
                        type,
                        "subject",
                        subject,
                        "time",
                        CHANGED_AT.toString(),
                        "sequence",
                        "%019d".formatted(version),
                        "data",
                        data);
        var sqs = TestQueues.shared().client();
        String url = sqs.getQueueUrl(request -> request.queueName(QUEUE)).join().queueUrl();
        sqs.sendMessage(
                        request ->
                                request.queueUrl(url).messageBody(JSON.writeValueAsString(event)))
                .join();
    }

    /** Runs a statement with its parameters in their order. */
    public void run(String sql, Object... parameters) {
        DatabaseClient.GenericExecuteSpec statement = database.sql(sql);
        for (int index = 0; index < parameters.length; index++) {
            statement = statement.bind("$" + (index + 1), parameters[index]);
        }
        statement.then().block();
    }

    /** The user's participant in the workshop, new. */
    public JsonNode signUp(UUID workshop, UUID user) {
        return answer(
                client(user)
                        .post()
                        .uri("/api/v1/workshops/{id}/participants", workshop)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of()),
                201);
    }

    public void cancel(JsonNode participant, UUID user) {
        answer(
                client(user)
                        .delete()
                        .uri(
                                "/api/v1/workshops/{workshop}/participants/{id}",
                                participant.get("workshopId").asString(),
                                participant.get("id").asString()),
                204);
    }

    /** What the user gets at a path. */
    public JsonNode get(UUID user, String path, int status) {
        return call(user, HttpMethod.GET, path, status);
    }

    public JsonNode call(UUID user, HttpMethod method, String path, int status) {
        return answer(client(user).method(method).uri(path), status);
    }

    public WebTestClient client(UUID user) {
        return anonymous()
                .mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(ISSUER.token(user)))
                .build();
    }

    public WebTestClient anonymous() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    /** The last part of a problem's type. */
    public static String slug(JsonNode problem) {
        String type = problem.get("type").asString();
        return type.substring(type.lastIndexOf('/') + 1);
    }

    private static JsonNode answer(WebTestClient.RequestHeadersSpec<?> request, int status) {
        EntityExchangeResult<JsonNode> result =
                request.exchange().expectBody(JsonNode.class).returnResult();
        assertThat(result.getStatus().value()).as("%s", result.getResponseBody()).isEqualTo(status);
        return result.getResponseBody();
    }
}
