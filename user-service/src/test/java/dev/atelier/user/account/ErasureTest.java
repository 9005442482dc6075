package dev.atelier.user.account;

import static dev.atelier.user.AnswerAssert.assertThatAnswer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.user.Database;
import dev.atelier.user.Inbox;
import dev.atelier.user.Person;
import dev.atelier.user.UserServiceTest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import software.amazon.awssdk.services.sqs.model.Message;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Erasure, over real HTTP with a real database and queue. */
@UserServiceTest
class ErasureTest {

    private static final int TIMES = 10;
    private static final int CROWD = 6;
    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort int port;
    private Person ada;

    /** In every personal text of Ada's, so that what is left of them can be found. */
    private final String secret = "s" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void comes() {
        ada = Person.newcomer(port);
    }

    @Test
    void leavesNothingPersonalInAnyTable() {
        register();
        ada.save(personal("King"), "\"1\"");
        Database.rows(
                """
                INSERT INTO idempotency_key (caller, key, fingerprint, resource)
                VALUES (?, '%s', '', gen_random_uuid())
                """
                        .formatted(secret),
                ada.id());
        assertThat(tablesWith(secret))
                .containsExactlyInAnyOrder("users", "event_log", "idempotency_key");

        assertThatAnswer(ada.leave()).hasStatus(204);

        assertThat(tablesWith(secret)).isEmpty();
        assertThat(row())
                .containsEntry("status", "ERASED")
                .containsEntry("version", 3L)
                .containsEntry("display_name", null)
                .containsEntry("email", null)
                .containsEntry("time_zone", null)
                .containsEntry("locale", null);
    }

    @Test
    void keepsHistoryWithoutThePerson() {
        register();
        ada.save(personal("King"), "\"1\"");
        Person other = Person.newcomer(port);
        other.register();

        ada.leave();

        assertThat(events())
                .containsExactly("1 user.registered.v1", "2 user.changed.v1", "3 user.erased.v1");
        assertThat(data())
                .hasSize(3)
                .containsOnly(
                        JSON.readTree(
                                """
                                {"id": "%s", "displayName": null, "timeZone": null,
                                 "locale": null, "status": "ERASED", "capabilities": []}
                                """
                                        .formatted(ada.id())));
        assertThat(data(other).getFirst().get("displayName").asString()).isEqualTo("Ada Lovelace");
    }

    @Test
    void forgetsPersonForEverybody() {
        register();
        ada.leave();
        String uri = "/api/v1/users/" + ada.id();
        Person admin = Person.admin(port);

        assertThatAnswer(ada.me()).isProblem(404, "user-not-registered");
        assertThatAnswer(ada.get(uri)).isProblem(404, "not-found");
        assertThatAnswer(Person.newcomer(port).get(uri)).isProblem(404, "not-found");
        assertThatAnswer(admin.get(uri)).isProblem(404, "not-found");
        assertThatAnswer(admin.post(uri + "/deactivate")).isProblem(404, "not-found");
        assertThatAnswer(admin.post(uri + "/reactivate")).isProblem(404, "not-found");
        assertThat(admin.get("/api/v1/users?q=" + secret).getBody().get("items")).isEmpty();
        assertThat(admin.get("/api/v1/users?limit=100").getBody().toString())
                .doesNotContain(ada.id().toString());
    }

    @Test
    void mayBeAskedAgain() {
        register();

        assertThatAnswer(ada.leave()).hasStatus(204);
        assertThatAnswer(ada.leave()).hasStatus(204);

        assertThat(events()).containsExactly("1 user.registered.v1", "2 user.erased.v1");
    }

    @Test
    void isForPeopleWhoAreRegistered() {
        Person nobody = new Person(UUID.randomUUID(), Person.withoutToken(port));

        assertThatAnswer(ada.leave()).isProblem(404, "user-not-registered");
        assertThatAnswer(Person.program(port, "contact:read").leave()).isProblem(403, "forbidden");
        assertThatAnswer(nobody.leave()).isProblem(401, "unauthenticated");
    }

    @Test
    void isOpenToThoseWhoAreDeactivated() {
        register();
        Person.admin(port).post("/api/v1/users/" + ada.id() + "/deactivate");

        assertThatAnswer(ada.leave()).hasStatus(204);

        assertThatAnswer(ada.me()).isProblem(404, "user-not-registered");
        assertThat(events()).endsWith("3 user.erased.v1");
    }

    @Test
    void freesAddressForOthers() {
        ada.register();
        ada.leave();
        Person eve = Person.newcomer(port);

        assertThatAnswer(eve.save(eve.profile("email", ada.email()))).hasStatus(201);
        assertThatAnswer(ada.register()).isProblem(409, "email-taken");
        assertThatAnswer(ada.me()).isProblem(404, "user-not-registered");
    }

    @Test
    void letsPersonRegisterAnew() {
        register();
        ada.leave();

        assertThatAnswer(ada.save(personal("King"), "\"2\"")).isProblem(412, "precondition-failed");
        assertThatAnswer(ada.save(personal("King"), "*")).isProblem(412, "precondition-failed");
        ResponseEntity<JsonNode> answer = ada.save(personal("King"));

        assertThatAnswer(answer).hasStatus(201).hasTag("\"3\"").has("status", "ACTIVE");
        assertThat(ada.me().getBody()).isEqualTo(answer.getBody());
        assertThat(events())
                .containsExactly(
                        "1 user.registered.v1", "2 user.erased.v1", "3 user.registered.v1");
        assertThatAnswer(ada.save(personal("Byron"), "\"3\"")).hasStatus(200).hasTag("\"4\"");

        assertThatAnswer(ada.leave()).hasStatus(204);

        assertThat(tablesWith(secret)).isEmpty();
        assertThat(events()).endsWith("5 user.erased.v1");
    }

    @Test
    void erasesNothingWhenItCannotTell() {
        register();
        JsonNode before = ada.me().getBody();
        JsonNode told = data().getFirst();
        Database.rows(
                """
                INSERT INTO event_log (id, type, subject, sequence, data)
                VALUES (gen_random_uuid(), 'test.occupied.v1', ?, 2, '{}')
                """,
                ada.id());

        assertThatAnswer(ada.leave()).isProblem(500, "internal-error");

        assertThat(ada.me().getBody()).isEqualTo(before);
        assertThat(data().getFirst()).isEqualTo(told);
    }

    /** The database itself has no half-erased user. */
    @Test
    void cannotKeepNameOfErasedUser() {
        register();

        assertThatThrownBy(
                        () ->
                                Database.rows(
                                        "UPDATE users SET status = 'ERASED' WHERE id = ?",
                                        ada.id()))
                .hasStackTraceContaining("personal_until_erased");
    }

    @ParameterizedTest
    @ValueSource(strings = {"workshop-service", "enrollment-service"})
    void bringsNothingPersonalBackWithBackfill(String subscriber) {
        String queue = "test-user-service-" + subscriber;
        register();
        ada.save(personal("King"), "\"1\"");
        ada.leave();
        new Inbox(queue).await(ada.id(), 3);

        rewind(subscriber);
        Person.newcomer(port).register();
        List<Message> messages = new Inbox(queue).await(ada.id(), 3);

        assertThat(messages)
                .extracting(message -> JSON.readTree(message.body()).get("type").asString())
                .containsExactlyInAnyOrder(
                        "user.registered.v1", "user.changed.v1", "user.erased.v1");
        assertThat(messages)
                .allSatisfy(
                        message ->
                                assertThat(message.body())
                                        .doesNotContain(secret, "Pacific/Chatham", "rm-sursilv")
                                        .contains("\"status\": \"ERASED\""));
    }

    @RepeatedTest(TIMES)
    void happensOnceWhenAskedAtOnce() {
        register();

        assertThat(statuses(Flux.merge(times(ada.leaving())))).containsOnly(204);

        assertThat(events()).containsExactly("1 user.registered.v1", "2 user.erased.v1");
    }

    /** A change that comes too late must not bring the person back. */
    @RepeatedTest(TIMES)
    void winsOverChangesOfWhatIsErased() {
        register();

        List<Integer> statuses =
                statuses(
                        Flux.merge(
                                ada.leaving(),
                                Flux.merge(times(ada.saving(personal("King"), "\"1\"")))));

        assertThat(statuses).containsOnlyOnce(204).isSubsetOf(200, 204, 412);
        assertThat(Collections.frequency(statuses, 200)).isLessThan(2);
        assertThatAnswer(ada.me()).isProblem(404, "user-not-registered");
        assertThat(tablesWith(secret)).isEmpty();
        assertConsecutive();
    }

    @RepeatedTest(TIMES)
    void meetsRegistrationInSomeOrder() {
        register();

        List<Integer> statuses =
                statuses(
                        Flux.merge(ada.leaving(), Flux.merge(times(ada.saving(personal("King"))))));

        assertThat(statuses).containsOnlyOnce(204).isSubsetOf(201, 204, 428);
        assertThat(Collections.frequency(statuses, 201)).isLessThan(2);
        assertThat(data())
                .filteredOn(data -> data.toString().contains(secret))
                .hasSize(Collections.frequency(statuses, 201));
        assertConsecutive();
    }

    @RepeatedTest(TIMES)
    void givesFreedAddressToOnePersonAtMost() {
        ada.register();

        List<Integer> statuses =
                statuses(
                        Flux.merge(
                                ada.leaving(),
                                Flux.range(0, CROWD).flatMap(_ -> newcomerWants(ada.email()))));

        assertThat(statuses).containsOnlyOnce(204).isSubsetOf(201, 204, 409);
        assertThat(Collections.frequency(statuses, 201)).isLessThan(2);
    }

    private void register() {
        assertThatAnswer(ada.save(personal("Lovelace"))).hasStatus(201);
    }

    private Map<String, Object> personal(String name) {
        Map<String, Object> profile = ada.profile();
        profile.put("displayName", name + " " + secret);
        profile.put("email", secret + "@example.org");
        profile.put("timeZone", "Pacific/Chatham");
        profile.put("locale", "rm-sursilv");
        return profile;
    }

    private Mono<ResponseEntity<JsonNode>> newcomerWants(String email) {
        Person someone = Person.newcomer(port);
        return someone.saving(someone.profile("email", email));
    }

    /** Sets a subscription back to before the first event about Ada, as for a late joiner. */
    private void rewind(String subscriber) {
        Database.rows(
                """
                UPDATE subscription
                   SET (cursor_transaction, cursor_position) =
                       (SELECT transaction_id, position - 1
                          FROM event_log
                         WHERE subject = ? AND sequence = 1)
                 WHERE name = '%s'
                """
                        .formatted(subscriber),
                ada.id());
    }

    private Map<String, Object> row() {
        return Database.rows("SELECT * FROM users WHERE id = ?", ada.id()).getFirst();
    }

    /** The service's tables that have the text anywhere in them. */
    /** Without the partitions, whose rows are those of the whole. */
    private static List<String> tablesWith(String text) {
        return Database.rows(
                        """
                        SELECT relname AS name FROM pg_class
                         WHERE relnamespace = 'users'::regnamespace AND relkind IN ('r', 'p')
                           AND NOT relispartition
                        """)
                .stream()
                .map(table -> table.get("name").toString())
                .filter(
                        table ->
                                !Database.rows(
                                                "SELECT 1 FROM %s AS t WHERE strpos(t::text, '%s') > 0"
                                                        .formatted(table, text))
                                        .isEmpty())
                .toList();
    }

    private List<String> events() {
        return Database.rows(
                        """
                        SELECT sequence || ' ' || type AS event
                          FROM event_log
                         WHERE subject = ?
                         ORDER BY position
                        """,
                        ada.id())
                .stream()
                .map(row -> row.get("event").toString())
                .toList();
    }

    private List<JsonNode> data() {
        return data(ada);
    }

    private static List<JsonNode> data(Person person) {
        return Database.rows(
                        """
                        SELECT data::text AS data FROM event_log
                         WHERE subject = ? ORDER BY position
                        """,
                        person.id())
                .stream()
                .map(row -> JSON.readTree(row.get("data").toString()))
                .toList();
    }

    /** Every version makes one event, and they are logged in their order. */
    private void assertConsecutive() {
        assertThat(events())
                .extracting(event -> Long.parseLong(event.split(" ")[0]))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, (Long) row().get("version")).boxed().toList());
    }

    private static <T> List<Mono<T>> times(Mono<T> request) {
        return IntStream.range(0, CROWD).mapToObj(_ -> request).toList();
    }

    private static List<Integer> statuses(Flux<ResponseEntity<JsonNode>> answers) {
        return answers.map(answer -> answer.getStatusCode().value()).sort().collectList().block();
    }
}
