package dev.atelier.user;

import static dev.atelier.user.AnswerAssert.assertThatAnswer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.events.EventContract;
import dev.atelier.testing.events.KeepsEventContract;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the service sends is what its schemas promise, and those keep their promises. */
@UserServiceTest
class EventContractTest implements KeepsEventContract {

    private static final EventContract CONTRACT = EventContract.of("user-service");
    private static final JsonMapper JSON = new JsonMapper();

    /** What other tests put into the log by hand has types of its own. */
    private static final String LOG =
            "SELECT type, data::text AS data FROM event_log WHERE type NOT LIKE 'test.%'";

    @LocalServerPort int port;

    @Override
    public EventContract contract() {
        return CONTRACT;
    }

    /** The first three are personal, and null once the user is erased. */
    @Override
    public Set<String> members() {
        return Set.of("displayName", "timeZone", "locale", "id", "status", "capabilities");
    }

    @Test
    void sendsWhatItPromises() {
        Person ada = Person.newcomer(port);
        Person bo = Person.newcomer(port);
        tellEverything(ada, bo);
        Inbox inbox = new Inbox("test-user-service-enrollment-service");

        List<JsonNode> sent =
                Stream.concat(inbox.await(ada.id(), 4).stream(), inbox.await(bo.id(), 2).stream())
                        .map(message -> JSON.readTree(message.body()))
                        .toList();

        assertThat(sent)
                .extracting(event -> event.get("type").asString())
                .containsAll(CONTRACT.types());
        assertThat(sent).allSatisfy(event -> assertThat(CONTRACT.faults(event)).isEmpty());
    }

    /** The log of all tests so far. */
    @Test
    void logsWhatItPromises() {
        tellEverything(Person.newcomer(port), Person.newcomer(port));

        List<Map<String, Object>> log = Database.rows(LOG);

        assertThat(log)
                .extracting(event -> event.get("type"))
                .containsOnly(CONTRACT.types().toArray());
        assertThat(log).allSatisfy(event -> assertThat(faults(event)).isEmpty());
    }

    /** To one of them happens what can happen to a user, but for leaving, which redacts it. */
    private void tellEverything(Person one, Person leaver) {
        Person admin = Person.admin(port);
        assertThatAnswer(one.register()).hasStatus(201);
        assertThatAnswer(one.save(one.profile("displayName", "Ada King"), "\"1\"")).hasStatus(200);
        assertThatAnswer(admin.post("/api/v1/users/" + one.id() + "/deactivate")).hasStatus(204);
        assertThatAnswer(admin.post("/api/v1/users/" + one.id() + "/reactivate")).hasStatus(204);
        assertThatAnswer(leaver.register()).hasStatus(201);
        assertThatAnswer(leaver.leave()).hasStatus(204);
    }

    private static List<String> faults(Map<String, Object> event) {
        return CONTRACT.faults(
                event.get("type").toString(), JSON.readTree(event.get("data").toString()));
    }
}
