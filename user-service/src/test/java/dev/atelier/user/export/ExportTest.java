package dev.atelier.user.export;

import static dev.atelier.user.AnswerAssert.assertThatAnswer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.user.Database;
import dev.atelier.user.Person;
import dev.atelier.user.UserServiceTest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.UUID;

/** The export, over real HTTP with a real database. */
@UserServiceTest
class ExportTest {

    private static final String EXPORT = "/api/v1/users/me/export";

    @LocalServerPort int port;
    private Person ada;

    @BeforeEach
    void comes() {
        ada = Person.newcomer(port);
    }

    @Test
    void holdsProfileEventsAndKeys() {
        ada.register();
        ada.save(ada.profile("displayName", "Ada King"), "\"1\"");
        Database.rows(
                """
                INSERT INTO idempotency_key (caller, key, fingerprint, resource)
                VALUES (?, 'a-key', '', ?)
                """,
                ada.id(),
                ada.id());
        Person.newcomer(port).register();

        ResponseEntity<JsonNode> answer = ada.get(EXPORT);

        assertThatAnswer(answer).hasStatus(200);
        JsonNode export = answer.getBody();
        assertThat(export.propertyNames())
                .containsExactly("exportedAt", "profile", "events", "idempotencyKeys");
        assertThat(Instant.parse(export.get("exportedAt").asString()))
                .isBeforeOrEqualTo(Instant.now());
        assertThat(export.get("profile")).isEqualTo(ada.me().getBody());
        JsonNode events = export.get("events");
        assertThat(events.findValuesAsString("type"))
                .containsExactly("user.registered.v1", "user.changed.v1");
        assertThat(events.get(0).propertyNames())
                .containsExactly("id", "type", "sequence", "recordedAt", "data");
        assertThat(events.get(0).get("sequence").asLong()).isEqualTo(1);
        assertThat(events.at("/0/data/displayName").asString()).isEqualTo("Ada Lovelace");
        assertThat(events.at("/1/data/displayName").asString()).isEqualTo("Ada King");
        JsonNode keys = export.get("idempotencyKeys");
        assertThat(keys).hasSize(1);
        assertThat(keys.get(0).propertyNames()).containsExactly("key", "resource", "createdAt");
        assertThat(keys.at("/0/key").asString()).isEqualTo("a-key");
    }

    @Test
    void isOpenToThoseWhoAreDeactivated() {
        ada.register();
        Person.admin(port).post("/api/v1/users/" + ada.id() + "/deactivate");

        assertThatAnswer(ada.get(EXPORT))
                .hasStatus(200)
                .has("profile/status", "DEACTIVATED")
                .has("events/1/type", "user.deactivated.v1");
    }

    @Test
    void holdsNothingFromBeforeErasure() {
        ada.save(ada.profile("displayName", "Ada King"));
        ada.leave();
        assertThatAnswer(ada.get(EXPORT)).isProblem(404, "user-not-registered");

        ada.register();

        ResponseEntity<JsonNode> answer = ada.get(EXPORT);
        assertThatAnswer(answer).hasStatus(200).has("profile/version", 3);
        assertThat(answer.getBody().get("events")).hasSize(3);
        assertThat(answer.getBody().toString()).doesNotContain("King");
    }

    @Test
    void isForPeopleWhoAreRegistered() {
        Person nobody = new Person(UUID.randomUUID(), Person.withoutToken(port));

        assertThatAnswer(ada.get(EXPORT)).isProblem(404, "user-not-registered");
        assertThatAnswer(Person.program(port, "contact:read").get(EXPORT))
                .isProblem(403, "forbidden");
        assertThatAnswer(nobody.get(EXPORT)).isProblem(401, "unauthenticated");
        assertThatAnswer(ada.post(EXPORT)).isProblem(405, "method-not-allowed");
    }
}
