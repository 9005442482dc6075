package dev.atelier.enrollment.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.EnrollmentServiceTest;
import dev.atelier.enrollment.Scene;
import dev.atelier.testing.TestIssuer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The export over HTTP. */
@EnrollmentServiceTest
class ExportTest {

    private static final String EXPORT = "/api/v1/users/me/export/participations";
    private static final Instant START = Instant.now().plus(Duration.ofDays(30));

    @LocalServerPort int port;
    @Autowired DatabaseClient database;

    private Scene scene;
    private UUID ada;

    @BeforeEach
    void comes() {
        scene = new Scene(port, database);
        ada = scene.user();
    }

    @Test
    void holdsParticipationsWithHistoryEventsLinkAndKeys() {
        UUID full = scene.workshop("Raku firing", START, 1);
        scene.signUp(full, scene.user());
        scene.signUp(full, ada);
        scene.cancel(
                scene.signUp(scene.workshop("Glass", START.plus(Duration.ofDays(1)), 5), ada), ada);
        scene.call(ada, HttpMethod.POST, "/api/v1/users/me/calendar-link", 201);
        scene.run(
                """
                INSERT INTO idempotency_key (caller, key, fingerprint, resource)
                VALUES ($1, 'a-key', '', $1)
                """,
                ada);

        JsonNode export = scene.get(ada, EXPORT, 200);

        assertThat(export.propertyNames())
                .containsExactly(
                        "exportedAt",
                        "user",
                        "participations",
                        "calendarLink",
                        "events",
                        "idempotencyKeys");
        assertThat(export.get("user").toString())
                .isEqualTo(
                        """
                        {"id":"%s","status":"ACTIVE","capabilities":["laptop"],"version":1}\
                        """
                                .formatted(ada));
        JsonNode listed = scene.get(ada, "/api/v1/users/me/participations", 200).get("items");
        assertThat(export.get("participations")).hasSize(2);
        for (int index = 0; index < 2; index++) {
            JsonNode participation = export.at("/participations/" + index);
            for (String name : listed.get(index).propertyNames()) {
                assertThat(participation.get(name)).as(name).isEqualTo(listed.get(index).get(name));
            }
        }
        assertThat(export.at("/participations/0/history").findValuesAsString("to"))
                .containsExactly("ENROLLED", "CANCELLED");
        assertThat(export.at("/participations/1/history").findValuesAsString("to"))
                .containsExactly("WAITLISTED");
        assertThat(export.get("calendarLink").propertyNames()).containsExactly("createdAt");
        assertThat(export.get("events").findValuesAsString("type"))
                .containsExactly(
                        "participant.enrolled.v1",
                        "participant.cancelled.v1",
                        "participant.waitlisted.v1");
        assertThat(export.get("idempotencyKeys").findValuesAsString("key"))
                .containsExactly("a-key");
    }

    @Test
    void holdsNothingWhereThereIsNothing() {
        scene.signUp(scene.workshop("Raku firing", START, 1), scene.user());

        JsonNode export = scene.get(ada, EXPORT, 200);

        assertThat(export.get("participations")).isEmpty();
        assertThat(export.get("calendarLink").isNull()).isTrue();
        assertThat(export.get("events")).isEmpty();
        assertThat(export.get("idempotencyKeys")).isEmpty();
    }

    @Test
    void isOpenToThoseWhoAreDeactivatedAndNotToThoseWhoHaveLeft() {
        scene.run("UPDATE known_user SET status = 'DEACTIVATED' WHERE id = $1", ada);
        assertThat(scene.get(ada, EXPORT, 200).at("/user/status").asString())
                .isEqualTo("DEACTIVATED");

        scene.run("UPDATE known_user SET status = 'ERASED' WHERE id = $1", ada);
        assertThat(Scene.slug(scene.get(ada, EXPORT, 404))).isEqualTo("user-not-registered");
    }

    @Test
    void isForPeopleWhoAreRegistered() {
        String program = TestIssuer.shared().token(claims -> claims.subject("a-program"));

        assertThat(Scene.slug(scene.get(UUID.randomUUID(), EXPORT, 404)))
                .isEqualTo("user-not-registered");
        scene.anonymous().get().uri(EXPORT).exchange().expectStatus().isUnauthorized();
        scene.anonymous()
                .get()
                .uri(EXPORT)
                .headers(headers -> headers.setBearerAuth(program))
                .exchange()
                .expectStatus()
                .isForbidden();
    }
}
