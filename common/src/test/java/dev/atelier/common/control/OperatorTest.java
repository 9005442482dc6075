package dev.atelier.common.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.control.OperatedService.Received;
import dev.atelier.common.eventlog.DomainEvent;
import dev.atelier.common.eventlog.EventLog;
import dev.atelier.testing.TestIssuer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/** What an operator sees and does on the management port, with a relay that runs. */
@OperatedService
class OperatorTest {

    private static final TestIssuer ISSUER = TestIssuer.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @LocalManagementPort int managementPort;
    @LocalServerPort int port;
    @Autowired EventLog log;
    @Autowired TransactionalOperator transaction;
    @Autowired DatabaseClient database;
    @Autowired Received received;

    private final UUID subject = UUID.randomUUID();

    @Test
    void showsSubscriptionsAndTheirLagWithoutToken() {
        append(1, 2, 3);
        awaitReceived(1, 2, 3);

        JsonNode overview = get("/actuator/events");
        assertThat(overview.at("/service").asString()).isEqualTo("user-service");
        JsonNode itself = overview.at("/subscriptions/0");
        assertThat(itself.at("/name").asString()).isEqualTo("itself");
        assertThat(itself.at("/queue").asString()).isEqualTo(OperatedService.QUEUE);
        assertThat(itself.at("/types/0").asString()).isEqualTo("thing.*");
        assertThat(itself.at("/inTopology").asBoolean()).isTrue();
        assertThat(itself.at("/paused").asBoolean()).isFalse();
        Awaitility.await().atMost(PATIENCE).until(() -> lag() == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /actuator/events/itself/pause",
        "POST, /actuator/events/itself/resume",
        "POST, /actuator/events/itself/replay",
        "POST, /actuator/events/itself/unpark",
        "POST, /actuator/events/nobody/pause",
        "DELETE, /actuator/events/itself",
        "POST, /actuator/health"
    })
    void refusesCommandsWithoutAdminToken(String method, String path) {
        HttpMethod command = HttpMethod.valueOf(method);
        String someone = ISSUER.token(UUID.randomUUID());

        expectProblem(send(command, path, null, Map.of()), 401, "unauthenticated");
        expectProblem(send(command, path, "nonsense", Map.of()), 401, "unauthenticated");
        expectProblem(send(command, path, someone, Map.of()), 403, "forbidden");
        assertThat(state().at("/paused").asBoolean()).isFalse();
    }

    @Test
    void showsNothingOfItOnThePublicPort() {
        String admin = ISSUER.adminToken(UUID.randomUUID());
        WebTestClient atPublicPort = client(port);

        atPublicPort.get().uri("/actuator/events").exchange().expectStatus().isNotFound();
        atPublicPort
                .post()
                .uri("/actuator/events/itself/pause")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + admin)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void letsPrometheusReadWithoutToken() {
        client(managementPort)
                .get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }

    @Test
    void sendsNothingWhilePausedAndAllOfItWhenResumed() {
        assertThat(command("pause", Map.of()).at("/paused").asBoolean()).isTrue();
        append(1, 2);

        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(received.sequences(subject)).isEmpty();
                            assertThat(lag()).isEqualTo(2);
                        });
        assertThat(state().at("/lag/seconds").asDouble()).isPositive();

        assertThat(command("resume", Map.of()).at("/paused").asBoolean()).isFalse();
        awaitReceived(1, 2);
    }

    @Test
    void sendsAgainWhatWasRecordedSinceAnInstant() {
        append(1);
        awaitReceived(1);
        Instant since = databaseTime();
        append(2, 3);
        awaitReceived(1, 2, 3);
        Awaitility.await().atMost(PATIENCE).until(() -> lag() == 0);

        Map<String, Object> preview = Map.of("to", since.toString(), "preview", "true");
        assertThat(command("replay", preview).at("/events").asLong()).isEqualTo(2);
        Awaitility.await()
                .during(Duration.ofMillis(500))
                .atMost(PATIENCE)
                .until(() -> received.sequences(subject).size() == 3);

        Map<String, Object> replay = Map.of("to", since.toString());
        assertThat(command("replay", replay).at("/events").asLong()).isEqualTo(2);
        awaitReceived(1, 2, 2, 3, 3);

        long all = command("replay", Map.of("to", "beginning")).at("/events").asLong();
        assertThat(all).isGreaterThanOrEqualTo(3);
        awaitReceived(1, 1, 2, 2, 2, 3, 3, 3);
    }

    @Test
    void leavesCursorWhereItIsWhenNothingWasRecordedSince() {
        append(1);
        awaitReceived(1);
        Awaitility.await().atMost(PATIENCE).until(() -> lag() == 0);

        Instant future = databaseTime().plusSeconds(60);
        assertThat(command("replay", Map.of("to", future.toString())).at("/events").asLong())
                .isZero();

        append(2);
        awaitReceived(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2027-03-01", ""})
    void refusesReplayToWhatIsNoInstant(String to) {
        expectProblem(
                post("/actuator/events/itself/replay", Map.of("to", to)), 400, "invalid-request");
    }

    @Test
    void sendsParkedEventAgainAndShowsItUntilThen() {
        append(1);
        awaitReceived(1);
        long position = park("itself", 1);

        JsonNode parked = entry(get("/actuator/events/itself"), position);
        assertThat(parked.at("/subject").asString()).isEqualTo(subject.toString());
        assertThat(parked.at("/type").asString()).isEqualTo("thing.changed.v1");
        assertThat(parked.at("/reason").asString()).isEqualTo("test");
        assertThat(state().at("/parked").asLong()).isPositive();

        JsonNode attempts = command("unpark", Map.of("position", Long.toString(position)));
        assertThat(attempts.at("/0/sent").asBoolean()).isTrue();
        awaitReceived(1, 1);
        assertThat(entry(get("/actuator/events/itself"), position).isMissingNode()).isTrue();
    }

    @Test
    void keepsParkedEventThatIsRefusedAgain() {
        String data = "x".repeat(300_000);
        transaction
                .transactional(
                        log.append(
                                new DomainEvent(
                                        "thing.changed.v1", subject, 1, Map.of("text", data))))
                .block();
        Awaitility.await().atMost(PATIENCE).until(() -> state().at("/parked").asLong() > 0);
        long position = position(1);

        JsonNode attempt = command("unpark", Map.of("position", Long.toString(position))).at("/0");

        assertThat(attempt.at("/sent").asBoolean()).isFalse();
        assertThat(attempt.at("/reason").asString()).isEqualTo("larger than a queue takes");
        assertThat(entry(get("/actuator/events/itself"), position).isMissingNode()).isFalse();
        execute("DELETE FROM parked_event WHERE position = " + position);
    }

    @Test
    void forgetsSubscriptionThatHasLeftTheTopologyAndNoOther() {
        String left = "left-" + UUID.randomUUID();
        execute(
                """
                INSERT INTO subscription (name, queue, types, cursor_transaction, cursor_position)
                VALUES ('%s', 'none', '{other.*}', '0'::xid8, 0)
                """
                        .formatted(left));
        append(1);
        park(left, 1);
        JsonNode shown = subscription(left);
        assertThat(shown.at("/inTopology").asBoolean()).isFalse();

        expectProblem(delete("itself"), 409, "subscription-in-topology");
        delete(left).expectStatus().isNoContent();

        assertThat(subscription(left).isMissingNode()).isTrue();
        assertThat(subscription("itself").isMissingNode()).isFalse();
        expectProblem(delete(left), 404, "subscription-not-found");
    }

    @Test
    void answersUnknownSubscriptionAndCommandAsNotFound() {
        expectProblem(
                post("/actuator/events/nobody/pause", Map.of()), 404, "subscription-not-found");
        expectProblem(post("/actuator/events/itself/explode", Map.of()), 404, "not-found");
    }

    @Test
    void showsTheLogAsItGrowsWithoutWhatItSays() {
        String end = get("/actuator/eventlog").at("/end").asString();
        append(1, 2);
        transaction
                .transactional(
                        log.append(new DomainEvent("other.changed.v1", subject, 3, Map.of())))
                .block();

        JsonNode wanted = get("/actuator/eventlog?subscription=itself&after=" + end);
        assertThat(wanted.at("/events").valueStream().map(event -> event.at("/sequence").asLong()))
                .containsExactly(1L, 2L);
        JsonNode event = wanted.at("/events/0");
        assertThat(event.at("/type").asString()).isEqualTo("thing.changed.v1");
        assertThat(event.at("/subject").asString()).isEqualTo(subject.toString());
        assertThat(event.has("data")).isFalse();
        assertThat(get("/actuator/eventlog?after=" + end).at("/events").size()).isEqualTo(3);

        String next = wanted.at("/end").asString();
        assertThat(get("/actuator/eventlog?after=" + next).at("/events").size()).isZero();
    }

    private void append(long... sequences) {
        LongStream.of(sequences)
                .mapToObj(
                        sequence ->
                                new DomainEvent("thing.changed.v1", subject, sequence, Map.of()))
                .forEach(event -> transaction.transactional(log.append(event)).block());
    }

    private void awaitReceived(long... sequences) {
        Long[] expected = LongStream.of(sequences).boxed().toArray(Long[]::new);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(received.sequences(subject))
                                        .containsExactlyInAnyOrder(expected));
    }

    private long park(String subscription, long sequence) {
        long position = position(sequence);
        execute(
                "INSERT INTO parked_event (subscription, position, reason) VALUES ('%s', %d, 'test')"
                        .formatted(subscription, position));
        return position;
    }

    private long position(long sequence) {
        return database.sql("SELECT position FROM event_log WHERE subject = $1 AND sequence = $2")
                .bind("$1", subject)
                .bind("$2", sequence)
                .mapValue(Long.class)
                .one()
                .block();
    }

    private Instant databaseTime() {
        return database.sql("SELECT clock_timestamp()").mapValue(Instant.class).one().block();
    }

    private void execute(String statement) {
        database.sql(statement).then().block();
    }

    private long lag() {
        return state().at("/lag/events").asLong();
    }

    private JsonNode state() {
        return subscription("itself");
    }

    private JsonNode subscription(String name) {
        return get("/actuator/events")
                .at("/subscriptions")
                .valueStream()
                .filter(each -> each.at("/name").asString().equals(name))
                .findFirst()
                .orElseGet(() -> get("/actuator/events").at("/none"));
    }

    private static JsonNode entry(JsonNode parked, long position) {
        return parked.valueStream()
                .filter(each -> each.at("/position").asLong() == position)
                .findFirst()
                .orElseGet(() -> parked.at("/none"));
    }

    private JsonNode get(String path) {
        return json(client(managementPort).get().uri(path).exchange());
    }

    private JsonNode command(String command, Map<String, ?> parameters) {
        return json(post("/actuator/events/itself/" + command, parameters));
    }

    private WebTestClient.ResponseSpec post(String path, Map<String, ?> parameters) {
        return send(HttpMethod.POST, path, ISSUER.adminToken(UUID.randomUUID()), parameters);
    }

    private WebTestClient.ResponseSpec delete(String subscription) {
        return client(managementPort)
                .delete()
                .uri("/actuator/events/" + subscription)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + ISSUER.adminToken(UUID.randomUUID()))
                .exchange();
    }

    private WebTestClient.ResponseSpec send(
            HttpMethod method, String path, String token, Map<String, ?> parameters) {
        return client(managementPort)
                .method(method)
                .uri(path)
                .headers(
                        headers -> {
                            if (token != null) {
                                headers.setBearerAuth(token);
                            }
                        })
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(parameters)
                .exchange();
    }

    private static JsonNode json(WebTestClient.ResponseSpec answer) {
        return answer.expectStatus()
                .is2xxSuccessful()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private static void expectProblem(WebTestClient.ResponseSpec answer, int status, String slug) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://atelier.dev/problems/" + slug);
    }

    private static WebTestClient client(int port) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(PATIENCE)
                .build();
    }
}
