package dev.atelier.user.profile;

import static dev.atelier.user.AnswerAssert.assertThatAnswer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.atelier.user.Database;
import dev.atelier.user.Inbox;
import dev.atelier.user.Person;
import dev.atelier.user.UserServiceTest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import software.amazon.awssdk.services.sqs.model.Message;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** State and events are both there or neither is, and what is there reaches the subscribers. */
@UserServiceTest
class ProfileEventsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort int port;
    private Person ada;

    @BeforeEach
    void comes() {
        ada = Person.newcomer(port);
    }

    @Test
    void logsEachVersionOnceWithItsState() {
        ada.register();
        ada.save(ada.profile("displayName", "Ada King"), "\"1\"");
        ada.save(ada.profile("displayName", "Ada King"), "\"2\"");
        ada.save(ada.profile("displayName", "lost update"), "\"1\"");
        JsonNode user = ada.save(ada.profile("capabilities", List.of("rust")), "\"2\"").getBody();

        List<Map<String, Object>> log = log(ada.id());

        assertThat(log)
                .extracting(row -> row.get("type"), row -> row.get("sequence"))
                .containsExactly(
                        tuple("user.registered.v1", 1L),
                        tuple("user.changed.v1", 2L),
                        tuple("user.changed.v1", 3L));
        JsonNode last = JSON.readTree(log.getLast().get("data").toString());
        for (String member :
                List.of("id", "displayName", "timeZone", "locale", "status", "capabilities")) {
            assertThat(last.get(member)).isEqualTo(user.get(member));
        }
        assertThat(last).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"workshop-service", "enrollment-service"})
    void reachesSubscribersAsCloudEventsWithoutTheAddress(String subscriber) {
        ada.save(ada.profile("displayName", "Siân O’Brien 👩‍🔬"));
        ada.save(ada.profile("email", "new." + ada.email()), "\"1\"");

        List<Message> messages = new Inbox("test-user-service-" + subscriber).await(ada.id(), 2);

        assertThat(messages).noneMatch(message -> message.toString().contains("example.org"));
        List<JsonNode> events =
                messages.stream()
                        .map(message -> JSON.readTree(message.body()))
                        .sorted(Comparator.comparing(event -> event.get("sequence").asString()))
                        .toList();
        JsonNode registered = events.getFirst();
        assertThat(registered.get("specversion").asString()).isEqualTo("1.0");
        assertThat(registered.get("source").asString()).isEqualTo("/atelier/user-service");
        assertThat(registered.get("type").asString()).isEqualTo("user.registered.v1");
        assertThat(registered.get("subject").asString()).isEqualTo(ada.id().toString());
        assertThat(registered.get("sequence").asString()).isEqualTo("0000000000000000001");
        assertThat(registered.get("datacontenttype").asString()).isEqualTo("application/json");
        assertThat(registered.get("traceparent").asString()).matches("00-.{32}-.{16}-0[01]");
        assertThat(registered.at("/data/displayName").asString()).isEqualTo("Siân O’Brien 👩‍🔬");
        JsonNode changed = events.get(1);
        assertThat(changed.get("type").asString()).isEqualTo("user.changed.v1");
        assertThat(changed.get("sequence").asString()).isEqualTo("0000000000000000002");
        assertThat(messages.getFirst().messageAttributes().get("type").stringValue())
                .startsWith("user.");
    }

    @Test
    void logsNothingWhenStateIsRefused() {
        Person eve = Person.newcomer(port);
        ada.register();

        assertThatAnswer(eve.save(eve.profile("email", ada.email()))).isProblem(409, "email-taken");

        assertThat(log(eve.id())).isEmpty();
    }

    @Test
    void keepsNoStateWhenEventIsRefused() {
        occupy(ada.id(), 1);
        assertThatAnswer(ada.register()).isProblem(500, "internal-error");
        assertThatAnswer(ada.me()).isProblem(404, "user-not-registered");

        Person eve = Person.newcomer(port);
        JsonNode before = eve.register().getBody();
        occupy(eve.id(), 2);
        assertThatAnswer(eve.save(eve.profile("displayName", "Eve"), "\"1\""))
                .isProblem(500, "internal-error");
        assertThat(eve.me().getBody()).isEqualTo(before);
    }

    /** An event in the place of the next one makes the log refuse it. */
    private static void occupy(UUID subject, long sequence) {
        Database.rows(
                """
                INSERT INTO event_log (id, type, subject, sequence, data)
                VALUES (gen_random_uuid(), 'test.occupied.v1', ?, %d, '{}')
                """
                        .formatted(sequence),
                subject);
    }

    private static List<Map<String, Object>> log(UUID subject) {
        return Database.rows(
                """
                SELECT type, sequence, data::text AS data
                  FROM event_log
                 WHERE subject = ?
                 ORDER BY position
                """,
                subject);
    }
}
