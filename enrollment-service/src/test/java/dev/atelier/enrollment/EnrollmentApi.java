package dev.atelier.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.TestIssuer;
import dev.atelier.testing.TestQueues;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Talks to the service over HTTP, and tells it what the other services would, through the real
 * queue.
 */
@TestComponent
public class EnrollmentApi {

    public static final Instant START = Instant.parse("2030-05-01T09:00:00Z");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String QUEUE = "test-enrollment-service-enrollment-service";
    private static final TestIssuer ISSUER = TestIssuer.shared();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Environment environment;
    private final DatabaseClient database;

    EnrollmentApi(Environment environment, DatabaseClient database) {
        this.environment = environment;
        this.database = database;
    }

    public static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
    }

    /** Someone whom the service has heard of. */
    public UUID user() {
        UUID user = UUID.randomUUID();
        tellUser(user, 1, "ACTIVE", Instant.now());
        return user;
    }

    /** Tells of a user, and waits until that has been heard. */
    public void tellUser(UUID user, long version, String status, Instant time) {
        Map<String, Object> data = new HashMap<>();
        data.put("id", user);
        data.put("displayName", null);
        data.put("status", status);
        data.put("capabilities", List.of("laptop"));
        String type = status.equals("ERASED") ? "user.erased.v1" : "user.changed.v1";
        send(event(type, user, version, time, data));
        awaitVersion("known_user", user, version);
    }

    /** Tells of a workshop, and waits until that has been heard. */
    public Event tell(Event workshop) {
        send(workshop.text());
        awaitVersion("known_workshop", workshop.id(), workshop.version());
        return workshop;
    }

    public void send(String event) {
        var sqs = TestQueues.shared().client();
        String url = sqs.getQueueUrl(request -> request.queueName(QUEUE)).join().queueUrl();
        sqs.sendMessage(request -> request.queueUrl(url).messageBody(event)).join();
    }

    private void awaitVersion(String table, UUID id, long version) {
        await().until(
                        () ->
                                database.sql("SELECT version FROM " + table + " WHERE id = $1")
                                        .bind("$1", id)
                                        .mapValue(Long.class)
                                        .one()
                                        .map(known -> known >= version)
                                        .defaultIfEmpty(false)
                                        .block());
    }

    public void run(String sql, Object... parameters) {
        DatabaseClient.GenericExecuteSpec statement = database.sql(sql);
        for (int index = 0; index < parameters.length; index++) {
            statement = statement.bind("$" + (index + 1), parameters[index]);
        }
        statement.then().block();
    }

    public long count(String sql, UUID parameter) {
        return database.sql(sql).bind("$1", parameter).mapValue(Long.class).one().block();
    }

    /** What has been told of the subject, in its order. */
    public List<String> told(UUID subject) {
        return database.sql("SELECT type FROM event_log WHERE subject = $1 ORDER BY sequence")
                .bind("$1", subject)
                .mapValue(String.class)
                .all()
                .collectList()
                .block();
    }

    /** What the service has ever told, each as its type and data; but for what tests put there. */
    public List<JsonNode> log() {
        return database.sql(
                        """
                        SELECT jsonb_build_object('type', type, 'data', data)::text
                          FROM event_log
                         WHERE type NOT LIKE 'test.%'
                        """)
                .mapValue(String.class)
                .all()
                .map(JSON::readTree)
                .collectList()
                .block();
    }

    public Answer signUp(UUID workshop, UUID user) {
        return call(user, HttpMethod.POST, path(workshop), Map.of());
    }

    public Answer signUpWithKey(UUID workshop, UUID user, String key) {
        return new Answer(
                client(ISSUER.token(user))
                        .post()
                        .uri(path(workshop))
                        .header("Idempotency-Key", key)
                        .exchange()
                        .expectBody(JsonNode.class)
                        .returnResult());
    }

    /** The workshop's seats, in words. */
    public String seats(UUID workshop) {
        JsonNode seats = get(UUID.randomUUID(), "/api/v1/workshops/" + workshop + "/seats").body();
        return "capacity %s, enrolled %s, waitlisted %s, free %s"
                .formatted(
                        seats.get("capacity"),
                        seats.get("enrolled"),
                        seats.get("waitlisted"),
                        seats.get("free"));
    }

    /** Someone's participation, whom nothing keeps from it. */
    public Joined joined(UUID workshop, UUID user) {
        Answer answer = signUp(workshop, user);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return new Joined(workshop, UUID.fromString(answer.text("/id")), user);
    }

    public Answer get(UUID caller, String path) {
        return call(caller, HttpMethod.GET, path, null);
    }

    public Answer read(Joined participant) {
        return get(participant.user(), participant.path());
    }

    public String status(Joined participant) {
        return read(participant).text("/status");
    }

    public Answer cancel(Joined participant) {
        return call(participant.user(), HttpMethod.DELETE, participant.path(), null);
    }

    /** What is said of a participant by acting on it. */
    public Answer act(UUID caller, Joined participant, String action, @Nullable Object body) {
        return call(caller, HttpMethod.POST, participant.path() + "/" + action, body);
    }

    public Answer call(UUID caller, HttpMethod method, String path, @Nullable Object body) {
        WebTestClient.RequestBodySpec request =
                client(ISSUER.token(caller)).method(method).uri(path);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
        }
        return new Answer(request.exchange().expectBody(JsonNode.class).returnResult());
    }

    public WebTestClient client(String token) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + environment.getProperty("local.server.port"))
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .responseTimeout(PATIENCE)
                .build();
    }

    public static String path(UUID workshop) {
        return "/api/v1/workshops/" + workshop + "/participants";
    }

    /**
     * @param id the participant's
     */
    public record Joined(UUID workshop, UUID id, UUID user) {

        public String path() {
            return EnrollmentApi.path(workshop) + "/" + id;
        }
    }

    /** What the service has answered. */
    public record Answer(EntityExchangeResult<JsonNode> result) {

        public int status() {
            return result.getStatus().value();
        }

        public JsonNode body() {
            return result.getResponseBody();
        }

        /** The value at a JSON pointer, as text. */
        public String text(String pointer) {
            return body().at(pointer).asString();
        }

        public String header(String name) {
            return result.getResponseHeaders().getFirst(name);
        }

        public void isProblem(int status, String slug) {
            assertThat(status()).as("%s", body()).isEqualTo(status);
            assertThat(result.getResponseHeaders().getContentType())
                    .isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(text("/type")).isEqualTo("https://atelier.dev/problems/" + slug);
        }
    }

    /** What workshop-service tells of a workshop of two hours. */
    public record Event(
            UUID id,
            long version,
            String status,
            Instant start,
            int capacity,
            String mode,
            String offerTtl,
            UUID organizer,
            List<UUID> requirements) {

        public static Event published(int capacity, Instant start) {
            return new Event(
                    UUID.randomUUID(),
                    1,
                    "PUBLISHED",
                    start,
                    capacity,
                    "AUTO",
                    "PT24H",
                    UUID.randomUUID(),
                    List.of());
        }

        public static Event published(int capacity) {
            return published(capacity, START);
        }

        public Event offering(String ttl) {
            return new Event(
                    id, version, status, start, capacity, "OFFER", ttl, organizer, requirements);
        }

        public Event keepingNoWaitlist() {
            return new Event(
                    id,
                    version,
                    status,
                    start,
                    capacity,
                    "NONE",
                    offerTtl,
                    organizer,
                    requirements);
        }

        /** That participants bring a laptop. */
        public Event requiring(UUID requirement) {
            return new Event(
                    id,
                    version,
                    status,
                    start,
                    capacity,
                    mode,
                    offerTtl,
                    organizer,
                    List.of(requirement));
        }

        private static Map<String, ?> laptop(UUID id) {
            return Map.of(
                    "id", id,
                    "code", "laptop",
                    "kind", "EQUIPMENT",
                    "audience", "PARTICIPANT",
                    "description", "Bring a laptop",
                    "mandatory", true);
        }

        public Event changedTo(String other) {
            return new Event(
                    id,
                    version + 1,
                    other,
                    start,
                    capacity,
                    mode,
                    offerTtl,
                    organizer,
                    requirements);
        }

        public Event movedTo(Instant other) {
            return new Event(
                    id,
                    version + 1,
                    status,
                    other,
                    capacity,
                    mode,
                    offerTtl,
                    organizer,
                    requirements);
        }

        public Event of(int other) {
            return new Event(
                    id, version + 1, status, start, other, mode, offerTtl, organizer, requirements);
        }

        public String text() {
            return event(
                    "workshop.changed.v1",
                    id,
                    version,
                    Instant.now(),
                    Map.of(
                            "id",
                            id,
                            "title",
                            "Weaving",
                            "status",
                            status,
                            "startsAt",
                            start.toString(),
                            "endsAt",
                            start.plusSeconds(7200).toString(),
                            "capacity",
                            capacity,
                            "waitlist",
                            Map.of("mode", mode, "offerTtl", offerTtl),
                            "requirements",
                            requirements.stream().map(Event::laptop).toList(),
                            "organizers",
                            List.of(
                                    Map.of(
                                            "id",
                                            UUID.randomUUID(),
                                            "userId",
                                            organizer,
                                            "role",
                                            "LEAD",
                                            "status",
                                            "ACTIVE"))));
        }
    }

    private static String event(
            String type, UUID subject, long version, Instant time, Map<String, ?> data) {
        return JSON.writeValueAsString(
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
                        time.toString(),
                        "sequence",
                        "%019d".formatted(version),
                        "data",
                        data));
    }
}
