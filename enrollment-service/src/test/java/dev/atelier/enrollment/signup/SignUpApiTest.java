package dev.atelier.enrollment.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.RealParts;
import dev.atelier.testing.TestIssuer;
import dev.atelier.testing.TestQueues;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Sign-up over HTTP, with news of users and workshops coming through the real queue. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = RealParts.class)
class SignUpApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TestIssuer ISSUER = TestIssuer.shared();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant START = Instant.now().plus(Duration.ofDays(30));

    @LocalServerPort int port;
    @Autowired DatabaseClient database;

    @Test
    void enrollsWhileThereAreSeatsAndThenLetsWait() {
        UUID workshop = published(1);

        JsonNode first = signUp(workshop, registered(), 201);
        JsonNode second = signUp(workshop, registered(), 201);
        JsonNode third = signUp(workshop, registered(), 201);

        assertThat(status(first)).isEqualTo("ENROLLED");
        assertThat(first.get("waitlistPosition").isNull()).isTrue();
        assertThat(status(second)).isEqualTo("WAITLISTED");
        assertThat(second.get("waitlistPosition").asInt()).isEqualTo(1);
        assertThat(third.get("waitlistPosition").asInt()).isEqualTo(2);
        assertThat(seats(workshop)).isEqualTo("capacity 1, enrolled 1, waitlisted 2, free 0");
    }

    @Test
    void promotesTheFirstWhoWaitsWhenSeatIsFreed() {
        UUID workshop = published(1);
        UUID leaver = registered();
        UUID next = registered();
        JsonNode left = signUp(workshop, leaver, 201);
        JsonNode waiting = signUp(workshop, next, 201);
        JsonNode last = signUp(workshop, registered(), 201);

        cancel(workshop, left, leaver, 204);
        cancel(workshop, left, leaver, 204);

        assertThat(status(read(workshop, left, leaver))).isEqualTo("CANCELLED");
        assertThat(status(read(workshop, waiting, next))).isEqualTo("ENROLLED");
        assertThat(seats(workshop)).isEqualTo("capacity 1, enrolled 1, waitlisted 1, free 0");
        assertThat(eventTypes(left))
                .containsExactly("participant.enrolled.v1", "participant.cancelled.v1");
        assertThat(eventTypes(waiting))
                .containsExactly("participant.waitlisted.v1", "participant.promoted.v1");
        assertThat(eventTypes(last)).containsExactly("participant.waitlisted.v1");
    }

    @Test
    void showsRequirementsBeforeAnyoneBecomesParticipant() {
        UUID requirement = UUID.randomUUID();
        UUID workshop = published(5, START, requirement);
        UUID user = registered("laptop");

        JsonNode problem = signUp(workshop, user, 422);

        assertThat(slug(problem)).isEqualTo("requirements-not-acknowledged");
        JsonNode shown = problem.at("/requirements/0");
        assertThat(shown.get("id").asString()).isEqualTo(requirement.toString());
        assertThat(shown.get("code").asString()).isEqualTo("laptop");
        assertThat(shown.get("description").asString()).isEqualTo("Bring a laptop");
        assertThat(shown.get("met").asBoolean()).isTrue();

        JsonNode joined =
                post(workshop, user, Map.of("acknowledgedRequirements", List.of(requirement)), 201);
        assertThat(joined.at("/acknowledgedRequirements/0").asString())
                .isEqualTo(requirement.toString());
    }

    @Test
    void answersSameRequestWithSameParticipant() {
        UUID workshop = published(5);
        UUID user = registered();
        JsonNode first = signUp(workshop, user, 201);

        JsonNode again = signUp(workshop, user, 200);

        assertThat(again.get("id")).isEqualTo(first.get("id"));
    }

    @Test
    void replaysRequestWithSameKeyEvenAfterCancelling() {
        UUID workshop = published(5);
        UUID user = registered();
        var first = signUpWithKey(workshop, user, "key-1");
        JsonNode participant = first.getResponseBody();
        cancel(workshop, participant, user, 204);

        var again = signUpWithKey(workshop, user, "key-1");

        assertThat(first.getStatus().value()).isEqualTo(201);
        assertThat(again.getStatus().value()).isEqualTo(200);
        assertThat(again.getResponseHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.getResponseBody().get("id")).isEqualTo(participant.get("id"));
        assertThat(status(again.getResponseBody())).isEqualTo("CANCELLED");

        var elsewhere = signUpWithKey(published(5), user, "key-1");
        assertThat(elsewhere.getStatus().value()).isEqualTo(422);
        assertThat(slug(elsewhere.getResponseBody())).isEqualTo("idempotency-key-reused");
    }

    @Test
    void refusesWhoIsNotKnownAndWhatIsNotKnown() {
        assertThat(slug(signUp(UUID.randomUUID(), registered(), 404)))
                .isEqualTo("workshop-not-found");
        assertThat(slug(signUp(published(1), UUID.randomUUID(), 409)))
                .isEqualTo("user-not-registered");
    }

    @Test
    void refusesWhoIsErasedUntilTheyRegisterAnew() {
        UUID user = registered();
        UUID workshop = published(1);
        send(erasedEvent(user, 3));
        awaitVersion("known_user", user, 3);
        send(userEvent(user, 2, "ACTIVE"));

        assertThat(slug(signUp(workshop, user, 409))).isEqualTo("user-not-registered");

        send(userEvent(user, 4, "ACTIVE"));
        awaitVersion("known_user", user, 4);
        signUp(workshop, user, 201);
    }

    @Test
    void refusesWhoIsDeactivated() {
        UUID user = registered();
        send(userEvent(user, 2, "DEACTIVATED"));
        awaitVersion("known_user", user, 2);

        assertThat(slug(signUp(published(1), user, 403))).isEqualTo("user-deactivated");
    }

    @Test
    void refusesSeatAtTheTimeOfAnother() {
        UUID user = registered();
        UUID held = published(5);
        signUp(held, user, 201);

        JsonNode problem = signUp(published(5), user, 409);

        assertThat(slug(problem)).isEqualTo("schedule-conflict");
        assertThat(problem.at("/conflictsWith/workshopId").asString()).isEqualTo(held.toString());
    }

    @Test
    void passesOverWhoHasTakenAnotherSeatMeanwhileAndComesBackToThem() {
        UUID popular = published(1);
        UUID holder = registered();
        JsonNode held = signUp(popular, holder, 201);
        UUID busy = registered();
        JsonNode first = signUp(popular, busy, 201);
        UUID free = registered();
        JsonNode second = signUp(popular, free, 201);
        UUID elsewhere = published(1);
        JsonNode other = signUp(elsewhere, busy, 201);

        cancel(popular, held, holder, 204);

        assertThat(status(read(popular, first, busy))).isEqualTo("WAITLISTED");
        assertThat(status(read(popular, second, free))).isEqualTo("ENROLLED");

        cancel(popular, second, free, 204);
        cancel(elsewhere, other, busy, 204);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> status(read(popular, first, busy)).equals("ENROLLED"));
    }

    @Test
    void showsParticipantToThoseConcernedOnly() {
        UUID organizer = UUID.randomUUID();
        UUID workshop = published(5, organizer);
        UUID user = registered();
        JsonNode participant = signUp(workshop, user, 201);

        request(HttpMethod.GET, uri(workshop, participant), ISSUER.token(user), 200);
        request(HttpMethod.GET, uri(workshop, participant), ISSUER.token(organizer), 200);
        request(
                HttpMethod.GET,
                uri(workshop, participant),
                ISSUER.adminToken(UUID.randomUUID()),
                200);
        request(HttpMethod.GET, uri(workshop, participant), ISSUER.token(registered()), 404);
        request(HttpMethod.DELETE, uri(workshop, participant), ISSUER.token(registered()), 404);
        request(HttpMethod.GET, uri(published(5), participant), ISSUER.token(user), 404);

        for (String reason : List.of("a\0b", "x".repeat(501))) {
            client(ISSUER.token(user))
                    .delete()
                    .uri(uri(workshop, participant) + "?reason={reason}", reason)
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
        request(
                HttpMethod.DELETE,
                uri(workshop, participant) + "?reason=no+show",
                ISSUER.token(organizer),
                204);
        JsonNode cancelled = read(workshop, participant, user);
        assertThat(cancelled.at("/cancellation/by").asString()).isEqualTo("ORGANIZER");
        assertThat(cancelled.at("/cancellation/reason").asString()).isEqualTo("no show");
    }

    @Test
    void listsParticipantsToOrganizersPageByPage() {
        UUID organizer = UUID.randomUUID();
        UUID workshop = published(2, organizer);
        List<String> joined =
                IntStream.range(0, 5)
                        .mapToObj(_ -> signUp(workshop, registered(), 201).get("id").asString())
                        .toList();
        String uri = "/api/v1/workshops/" + workshop + "/participants";

        List<String> walked = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page =
                    request(
                            HttpMethod.GET,
                            uri + "?limit=2" + cursor,
                            ISSUER.token(organizer),
                            200);
            page.get("items").forEach(item -> walked.add(item.get("id").asString()));
            cursor = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asString();
        }
        JsonNode waiting =
                request(
                        HttpMethod.GET,
                        uri + "?status=WAITLISTED",
                        ISSUER.adminToken(UUID.randomUUID()),
                        200);

        assertThat(walked).isEqualTo(joined);
        assertThat(waiting.get("items").findValuesAsString("waitlistPosition"))
                .containsExactly("1", "2", "3");
        request(HttpMethod.GET, uri, ISSUER.token(registered()), 403);
        request(HttpMethod.GET, uri + "?status=NONE", ISSUER.token(organizer), 400);
        request(HttpMethod.GET, uri + "?cursor=x", ISSUER.token(organizer), 400);
    }

    @Test
    void tellsWhetherAnythingHasChanged() {
        UUID workshop = published(5);
        UUID user = registered();
        JsonNode participant = signUp(workshop, user, 201);
        String path = uri(workshop, participant);
        String tag =
                client(ISSUER.token(user))
                        .get()
                        .uri(path)
                        .exchange()
                        .returnResult()
                        .getResponseHeaders()
                        .getETag();

        client(ISSUER.token(user))
                .get()
                .uri(path)
                .header("If-None-Match", tag)
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    @Test
    void neverOverbooksWhenAllComeAtOnce() {
        int capacity = 7;
        UUID workshop = published(capacity);
        List<UUID> users = IntStream.range(0, 60).mapToObj(_ -> registeredSoon()).toList();
        users.forEach(user -> awaitVersion("known_user", user, 1));

        List<JsonNode> joined = atOnce(users, user -> workshop);

        assertThat(joined).filteredOn(node -> status(node).equals("ENROLLED")).hasSize(capacity);
        assertThat(joined).filteredOn(node -> status(node).equals("WAITLISTED")).hasSize(53);
        assertThat(seats(workshop)).isEqualTo("capacity 7, enrolled 7, waitlisted 53, free 0");
    }

    @Test
    void givesOneSeatOnlyToWhoAsksForTwoAtTheSameTime() {
        List<UUID> workshops = List.of(published(50), published(50));
        for (int round = 0; round < 10; round++) {
            UUID user = registered();

            List<String> outcomes =
                    Flux.fromIterable(workshops)
                            .flatMap(workshop -> tryToSignUp(workshop, user))
                            .map(node -> node.has("type") ? slug(node) : status(node))
                            .collectList()
                            .block();

            assertThat(outcomes).containsExactlyInAnyOrder("ENROLLED", "schedule-conflict");
        }
    }

    @Test
    void givesRaisedCapacityToThoseWhoWait() {
        UUID workshop = published(1);
        IntStream.range(0, 4).forEach(_ -> signUp(workshop, registered(), 201));

        send(workshopEvent(workshop, 2, 3, START, UUID.randomUUID(), null));

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(seats(workshop))
                                        .isEqualTo("capacity 3, enrolled 3, waitlisted 1, free 0"));
    }

    @Test
    void tellsOfCutCapacityThatMovesNobody() {
        UUID workshop = published(3);
        signUp(workshop, registered(), 201);
        signUp(workshop, registered(), 201);

        send(workshopEvent(workshop, 2, 1, START, UUID.randomUUID(), null));

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(seats(workshop))
                                        .isEqualTo("capacity 1, enrolled 2, waitlisted 0, free 0"));
        assertThat(eventTypes(workshop))
                .containsExactly("seats.changed.v1", "seats.changed.v1", "seats.changed.v1");
    }

    @Test
    void endsWithNewestStateWhateverTheOrderOfEvents() {
        UUID workshop = UUID.randomUUID();
        List<String> events = new ArrayList<>();
        for (int version = 1; version <= 10; version++) {
            String event =
                    workshopEvent(workshop, version, version, START, UUID.randomUUID(), null);
            events.addAll(List.of(event, event));
        }
        Collections.shuffle(events, new Random(7));

        events.forEach(this::send);

        awaitVersion("known_workshop", workshop, 10);
        assertThat(seats(workshop)).isEqualTo("capacity 10, enrolled 0, waitlisted 0, free 10");
    }

    private List<JsonNode> atOnce(List<UUID> users, Function<UUID, UUID> workshop) {
        return Flux.fromIterable(users)
                .flatMap(user -> tryToSignUp(workshop.apply(user), user), users.size())
                .collectList()
                .block();
    }

    private Mono<JsonNode> tryToSignUp(UUID workshop, UUID user) {
        return WebClient.create("http://localhost:" + port)
                .post()
                .uri("/api/v1/workshops/{id}/participants", workshop)
                .headers(headers -> headers.setBearerAuth(ISSUER.token(user)))
                .exchangeToMono(response -> response.bodyToMono(JsonNode.class));
    }

    private UUID registered(String... capabilities) {
        UUID user = registeredSoon(capabilities);
        awaitVersion("known_user", user, 1);
        return user;
    }

    private UUID registeredSoon(String... capabilities) {
        UUID user = UUID.randomUUID();
        send(userEvent(user, 1, "ACTIVE", capabilities));
        return user;
    }

    private UUID published(int capacity) {
        return published(capacity, UUID.randomUUID());
    }

    private UUID published(int capacity, UUID organizer) {
        UUID workshop = UUID.randomUUID();
        send(workshopEvent(workshop, 1, capacity, START, organizer, null));
        awaitVersion("known_workshop", workshop, 1);
        return workshop;
    }

    private UUID published(int capacity, Instant start, UUID requirement) {
        UUID workshop = UUID.randomUUID();
        send(workshopEvent(workshop, 1, capacity, start, UUID.randomUUID(), requirement));
        awaitVersion("known_workshop", workshop, 1);
        return workshop;
    }

    private static String userEvent(
            UUID user, long version, String status, String... capabilities) {
        return event(
                "user.changed.v1",
                user,
                version,
                Map.of(
                        "id",
                        user,
                        "displayName",
                        "Ada",
                        "status",
                        status,
                        "capabilities",
                        List.of(capabilities)));
    }

    private static String erasedEvent(UUID user, long version) {
        Map<String, Object> tombstone = new HashMap<>();
        tombstone.put("id", user);
        tombstone.put("displayName", null);
        tombstone.put("timeZone", null);
        tombstone.put("locale", null);
        tombstone.put("status", "ERASED");
        tombstone.put("capabilities", List.of());
        return event("user.erased.v1", user, version, tombstone);
    }

    private static String workshopEvent(
            UUID workshop,
            long version,
            int capacity,
            Instant start,
            UUID organizer,
            UUID requirement) {
        List<Map<String, Object>> requirements =
                requirement == null
                        ? List.of()
                        : List.of(
                                Map.of(
                                        "id", requirement,
                                        "code", "laptop",
                                        "kind", "EQUIPMENT",
                                        "audience", "PARTICIPANT",
                                        "description", "Bring a laptop",
                                        "mandatory", true));
        return event(
                "workshop.changed.v1",
                workshop,
                version,
                Map.of(
                        "id",
                        workshop,
                        "title",
                        "Weaving",
                        "status",
                        "PUBLISHED",
                        "startsAt",
                        start.toString(),
                        "endsAt",
                        start.plusSeconds(3600).toString(),
                        "capacity",
                        capacity,
                        "waitlist",
                        Map.of("mode", "AUTO", "offerTtl", "PT24H"),
                        "requirements",
                        requirements,
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

    private static String event(String type, UUID subject, long version, Object data) {
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
                        Instant.now().toString(),
                        "sequence",
                        "%019d".formatted(version),
                        "data",
                        data));
    }

    private void send(String event) {
        var sqs = TestQueues.shared().client();
        String url =
                sqs.getQueueUrl(
                                request ->
                                        request.queueName(
                                                "test-enrollment-service-enrollment-service"))
                        .join()
                        .queueUrl();
        sqs.sendMessage(request -> request.queueUrl(url).messageBody(event)).join();
    }

    private void awaitVersion(String table, UUID id, long version) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () ->
                                database.sql("SELECT version FROM " + table + " WHERE id = $1")
                                        .bind("$1", id)
                                        .mapValue(Long.class)
                                        .one()
                                        .map(known -> known >= version)
                                        .defaultIfEmpty(false)
                                        .block());
    }

    private List<String> eventTypes(JsonNode participant) {
        return eventTypes(UUID.fromString(participant.get("id").asString()));
    }

    private List<String> eventTypes(UUID subject) {
        return database.sql("SELECT type FROM event_log WHERE subject = $1 ORDER BY sequence")
                .bind("$1", subject)
                .mapValue(String.class)
                .all()
                .collectList()
                .block();
    }

    private String seats(UUID workshop) {
        JsonNode seats =
                request(
                        HttpMethod.GET,
                        "/api/v1/workshops/" + workshop + "/seats",
                        ISSUER.token(UUID.randomUUID()),
                        200);
        return "capacity %d, enrolled %d, waitlisted %d, free %d"
                .formatted(
                        seats.get("capacity").asInt(),
                        seats.get("enrolled").asInt(),
                        seats.get("waitlisted").asInt(),
                        seats.get("free").asInt());
    }

    private JsonNode signUp(UUID workshop, UUID user, int status) {
        return post(workshop, user, Map.of(), status);
    }

    private JsonNode post(UUID workshop, UUID user, Map<String, ?> body, int status) {
        EntityExchangeResult<JsonNode> result =
                client(ISSUER.token(user))
                        .post()
                        .uri("/api/v1/workshops/{id}/participants", workshop)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange()
                        .expectBody(JsonNode.class)
                        .returnResult();
        assertThat(result.getStatus().value()).as("%s", result.getResponseBody()).isEqualTo(status);
        return result.getResponseBody();
    }

    private EntityExchangeResult<JsonNode> signUpWithKey(UUID workshop, UUID user, String key) {
        return client(ISSUER.token(user))
                .post()
                .uri("/api/v1/workshops/{id}/participants", workshop)
                .header("Idempotency-Key", key)
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult();
    }

    private void cancel(UUID workshop, JsonNode participant, UUID user, int status) {
        request(HttpMethod.DELETE, uri(workshop, participant), ISSUER.token(user), status);
    }

    private JsonNode read(UUID workshop, JsonNode participant, UUID user) {
        return request(HttpMethod.GET, uri(workshop, participant), ISSUER.token(user), 200);
    }

    private JsonNode request(HttpMethod method, String uri, String token, int status) {
        EntityExchangeResult<JsonNode> result =
                client(token)
                        .method(method)
                        .uri(uri)
                        .exchange()
                        .expectBody(JsonNode.class)
                        .returnResult();
        assertThat(result.getStatus().value()).as("%s", result.getResponseBody()).isEqualTo(status);
        return result.getResponseBody();
    }

    private WebTestClient client(String token) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .responseTimeout(PATIENCE)
                .build();
    }

    private static String uri(UUID workshop, JsonNode participant) {
        return "/api/v1/workshops/%s/participants/%s"
                .formatted(workshop, participant.get("id").asString());
    }

    private static String status(JsonNode participant) {
        return participant.get("status").asString();
    }

    private static String slug(JsonNode problem) {
        String type = problem.get("type").asString();
        return type.substring(type.lastIndexOf('/') + 1);
    }
}
