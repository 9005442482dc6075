package dev.atelier.enrollment.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.EnrollmentApi;
import dev.atelier.enrollment.EnrollmentApi.Event;
import dev.atelier.enrollment.EnrollmentApi.Joined;
import dev.atelier.enrollment.EnrollmentServiceTest;
import dev.atelier.testing.TestIssuer;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import java.util.List;
import java.util.UUID;

/** The list of participants as CSV. */
@EnrollmentServiceTest
class ParticipantCsvTest {

    @Autowired EnrollmentApi api;

    @Test
    void hasLineForEachInTheOrderInWhichTheyCame() {
        Event workshop = api.tell(Event.published(1));
        Joined first = api.joined(workshop.id(), api.user());
        Joined second = api.joined(workshop.id(), api.user());
        Joined third = api.joined(workshop.id(), api.user());

        var answer = csv(workshop.organizer(), EnrollmentApi.path(workshop.id()));

        assertThat(answer.getStatus().value()).isEqualTo(200);
        assertThat(answer.getResponseHeaders().getFirst("Content-Type"))
                .isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.getResponseHeaders().getFirst("Content-Disposition"))
                .isEqualTo("attachment; filename=\"participants-" + workshop.id() + ".csv\"");
        List<String> lines = answer.getResponseBody().lines().toList();
        assertThat(lines.getFirst()).startsWith("id,workshopId,userId,status,waitlistPosition,");
        assertThat(lines.subList(1, 4))
                .extracting(line -> line.substring(0, 36))
                .containsExactly(
                        first.id().toString(), second.id().toString(), third.id().toString());
        assertThat(lines.get(1)).contains(",ENROLLED,,");
        assertThat(lines.get(3)).contains(",WAITLISTED,2,");
        assertThat(answer.getResponseBody()).endsWith("\r\n");
        assertThat(
                        csv(
                                        workshop.organizer(),
                                        EnrollmentApi.path(workshop.id()) + "?status=WAITLISTED")
                                .getResponseBody()
                                .lines())
                .hasSize(3);
    }

    @Test
    void goesOnBeyondOnePage() {
        int many = 1_001;
        Event workshop = api.tell(Event.published(many));
        api.run(
                """
                INSERT INTO participant
                       (id, workshop_id, user_id, status, during, acknowledged, version, created_at,
                        updated_at)
                SELECT gen_random_uuid(), id, gen_random_uuid(), 'CANCELLED', during, '{}', 1, now(),
                       now()
                  FROM known_workshop, generate_series(1, $2)
                 WHERE id = $1
                """,
                workshop.id(),
                many);

        String body =
                csv(workshop.organizer(), EnrollmentApi.path(workshop.id())).getResponseBody();

        assertThat(body.lines()).hasSize(many + 1).doesNotHaveDuplicates();
    }

    @Test
    void isHarmlessInSpreadsheet() {
        Event workshop = api.tell(Event.published(9));
        for (String reason : List.of("=1+1", "@SUM(A1)", "-2", "so, \"no\"")) {
            Joined joined = api.joined(workshop.id(), api.user());
            api.client(TestIssuer.shared().token(joined.user()))
                    .delete()
                    .uri(joined.path() + "?reason={reason}", reason)
                    .exchange()
                    .expectStatus()
                    .isNoContent();
        }

        assertThat(csv(workshop.organizer(), EnrollmentApi.path(workshop.id())).getResponseBody())
                .contains(",'=1+1,", ",'@SUM(A1),", ",'-2,", ",\"so, \"\"no\"\"\",");
    }

    @Test
    void isForOrganizersAndOnlyOneOfTwoForms() {
        Event workshop = api.tell(Event.published(1));
        String path = EnrollmentApi.path(workshop.id());

        assertThat(csv(api.user(), path).getStatus().value()).isEqualTo(403);
        assertThat(
                        csv(workshop.organizer(), EnrollmentApi.path(UUID.randomUUID()))
                                .getStatus()
                                .value())
                .isEqualTo(404);
        assertThat(csv(workshop.organizer(), path + "?status=NONE").getStatus().value())
                .isEqualTo(400);
        assertThat(api.get(workshop.organizer(), path).body().get("items")).isEmpty();
        assertThat(accepting("application/xml", workshop.organizer(), path).getResponseBody())
                .contains("https://atelier.dev/problems/not-acceptable");
    }

    private EntityExchangeResult<String> csv(UUID caller, String path) {
        return accepting("text/csv", caller, path);
    }

    private EntityExchangeResult<String> accepting(String type, UUID caller, String path) {
        return api.client(TestIssuer.shared().token(caller))
                .get()
                .uri(path)
                .header("Accept", type)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }
}
