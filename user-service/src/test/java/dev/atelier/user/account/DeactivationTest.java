package dev.atelier.user.account;

import static dev.atelier.user.AnswerAssert.assertThatAnswer;

import static org.assertj.core.api.Assertions.assertThat;

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

import reactor.core.publisher.Flux;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Deactivation and reactivation, over real HTTP with a real database and queue. */
@UserServiceTest
class DeactivationTest {

    @LocalServerPort int port;
    private Person ada;
    private Person admin;

    @BeforeEach
    void come() {
        ada = Person.newcomer(port);
        admin = Person.admin(port);
        ada.register();
    }

    @Test
    void takesRightToWriteAndGivesItBack() {
        assertThatAnswer(admin.post(uri(ada, "deactivate"))).hasStatus(204);

        assertThatAnswer(ada.me()).hasStatus(200).hasTag("\"2\"").has("status", "DEACTIVATED");
        assertThatAnswer(ada.save(ada.profile("displayName", "Ada King"), "\"2\""))
                .isProblem(403, "user-deactivated");

        assertThatAnswer(admin.post(uri(ada, "reactivate"))).hasStatus(204);

        assertThatAnswer(ada.me()).hasTag("\"3\"").has("status", "ACTIVE");
        assertThatAnswer(ada.save(ada.profile("displayName", "Ada King"), "\"3\"")).hasStatus(200);
    }

    @Test
    void makesNoVersionWhenAskedAgain() {
        admin.post(uri(ada, "deactivate"));
        assertThatAnswer(admin.post(uri(ada, "deactivate"))).hasStatus(204);
        assertThatAnswer(ada.me()).hasTag("\"2\"");

        admin.post(uri(ada, "reactivate"));
        assertThatAnswer(admin.post(uri(ada, "reactivate"))).hasStatus(204);
        assertThatAnswer(ada.me()).hasTag("\"3\"");

        assertThat(log(ada))
                .containsExactly(
                        "user.registered.v1 ACTIVE",
                        "user.deactivated.v1 DEACTIVATED",
                        "user.reactivated.v1 ACTIVE");
    }

    @Test
    void tellsDeactivationBeforePreconditionsAndAfterBadInput() {
        admin.post(uri(ada, "deactivate"));

        assertThatAnswer(ada.save(ada.profile("email", "nowhere")))
                .isProblem(400, "invalid-request");
        assertThatAnswer(ada.register()).isProblem(403, "user-deactivated");
        assertThatAnswer(ada.save(ada.profile(), "\"1\"")).isProblem(403, "user-deactivated");
        assertThatAnswer(ada.save(ada.profile(), "\"2\"")).isProblem(403, "user-deactivated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deactivate", "reactivate"})
    void isForAdminsOnly(String action) {
        Person eve = Person.newcomer(port);
        Person nobody = new Person(UUID.randomUUID(), Person.withoutToken(port));

        assertThatAnswer(ada.post(uri(ada, action))).isProblem(403, "forbidden");
        assertThatAnswer(eve.post(uri(ada, action))).isProblem(403, "forbidden");
        assertThatAnswer(Person.program(port, "contact:read").post(uri(ada, action)))
                .isProblem(403, "forbidden");
        assertThatAnswer(nobody.post(uri(ada, action))).isProblem(401, "unauthenticated");
        assertThatAnswer(ada.me()).hasTag("\"1\"").has("status", "ACTIVE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deactivate", "reactivate"})
    void knowsNobodyWhoHasNotRegistered(String action) {
        Person eve = Person.newcomer(port);

        assertThatAnswer(admin.post(uri(eve, action))).isProblem(404, "not-found");
        assertThatAnswer(ada.post(uri(eve, action))).isProblem(404, "not-found");
        assertThatAnswer(admin.post("/api/v1/users/me/" + action)).isProblem(404, "not-found");
        assertThatAnswer(admin.get(uri(ada, action))).isProblem(405, "method-not-allowed");
    }

    @Test
    void holdsForAdminsToo() {
        admin.register();
        Person.admin(port).post(uri(admin, "deactivate"));

        assertThatAnswer(admin.post(uri(admin, "reactivate"))).isProblem(403, "user-deactivated");
        assertThatAnswer(admin.post(uri(ada, "deactivate"))).isProblem(403, "user-deactivated");
    }

    @Test
    void isToldAlsoToThoseWhoMayNotDoWhatTheyAsk() {
        Person eve = Person.newcomer(port);
        eve.register();
        admin.post(uri(ada, "deactivate"));

        assertThatAnswer(ada.post(uri(eve, "deactivate"))).isProblem(403, "user-deactivated");
        assertThatAnswer(ada.post(uri(ada, "reactivate"))).isProblem(403, "user-deactivated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"workshop-service", "enrollment-service"})
    void reachesSubscribers(String subscriber) {
        admin.post(uri(ada, "deactivate"));
        admin.post(uri(ada, "reactivate"));

        assertThat(new Inbox("test-user-service-" + subscriber).await(ada.id(), 3))
                .extracting(message -> message.messageAttributes().get("type").stringValue())
                .contains("user.deactivated.v1", "user.reactivated.v1");
    }

    /** Whichever comes first, nothing is written after the deactivation. */
    @RepeatedTest(10)
    void meetsChangeInSomeOrder() {
        Map<String, Object> change = ada.profile("displayName", "Ada King");

        List<Integer> statuses =
                Flux.merge(ada.saving(change, "\"1\""), admin.posting(uri(ada, "deactivate")))
                        .map(answer -> answer.getStatusCode().value())
                        .sort()
                        .collectList()
                        .block();

        assertThat(statuses).isIn(List.of(200, 204), List.of(204, 403));
        assertThat(log(ada).getLast()).isEqualTo("user.deactivated.v1 DEACTIVATED");
        assertThat(log(ada)).hasSize(statuses.contains(200) ? 3 : 2);
    }

    private static String uri(Person person, String action) {
        return "/api/v1/users/" + person.id() + "/" + action;
    }

    private static List<String> log(Person person) {
        return Database.rows(
                        """
                        SELECT type || ' ' || (data ->> 'status') AS event
                          FROM event_log
                         WHERE subject = ?
                         ORDER BY sequence
                        """,
                        person.id())
                .stream()
                .map(row -> row.get("event").toString())
                .toList();
    }
}
