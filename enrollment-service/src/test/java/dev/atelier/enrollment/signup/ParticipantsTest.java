package dev.atelier.enrollment.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.EnrollmentApi;
import dev.atelier.enrollment.EnrollmentApi.Answer;
import dev.atelier.enrollment.EnrollmentApi.Event;
import dev.atelier.enrollment.EnrollmentApi.Joined;
import dev.atelier.enrollment.EnrollmentServiceTest;
import dev.atelier.testing.TestIssuer;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Who is shown which participants. */
@EnrollmentServiceTest
class ParticipantsTest {

    @Autowired EnrollmentApi api;

    @Test
    void areShownToThoseConcernedOnly() {
        Event workshop = api.tell(Event.published(5));
        Joined joined = api.joined(workshop.id(), api.user());
        UUID stranger = api.user();

        assertThat(api.read(joined).status()).isEqualTo(200);
        assertThat(api.get(workshop.organizer(), joined.path()).status()).isEqualTo(200);
        api.client(TestIssuer.shared().adminToken(UUID.randomUUID()))
                .get()
                .uri(joined.path())
                .exchange()
                .expectStatus()
                .isOk();
        api.get(stranger, joined.path()).isProblem(404, "not-found");
        api.call(stranger, HttpMethod.DELETE, joined.path(), null).isProblem(404, "not-found");
        UUID elsewhere = api.tell(Event.published(5)).id();
        api.get(joined.user(), EnrollmentApi.path(elsewhere) + "/" + joined.id())
                .isProblem(404, "not-found");
    }

    @Test
    void areCancelledByOrganizersWithReason() {
        Event workshop = api.tell(Event.published(5));
        Joined joined = api.joined(workshop.id(), api.user());
        for (String reason : List.of("a\0b", "x".repeat(501))) {
            api.client(TestIssuer.shared().token(joined.user()))
                    .delete()
                    .uri(joined.path() + "?reason={reason}", reason)
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }

        Answer cancelled =
                api.call(
                        workshop.organizer(),
                        HttpMethod.DELETE,
                        joined.path() + "?reason=no-show",
                        null);

        assertThat(cancelled.status()).isEqualTo(204);
        assertThat(api.read(joined).text("/cancellation/by")).isEqualTo("ORGANIZER");
        assertThat(api.read(joined).text("/cancellation/reason")).isEqualTo("no-show");
    }

    @Test
    void areListedToOrganizersPageByPage() {
        Event workshop = api.tell(Event.published(2));
        UUID organizer = workshop.organizer();
        List<String> joined =
                Stream.generate(() -> api.joined(workshop.id(), api.user()).id().toString())
                        .limit(5)
                        .toList();
        String path = EnrollmentApi.path(workshop.id());

        List<String> walked = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Answer page = api.get(organizer, path + "?limit=2" + cursor);
            page.body().get("items").forEach(item -> walked.add(item.get("id").asString()));
            cursor = page.body().get("next").isNull() ? null : "&cursor=" + page.text("/next");
        }
        Answer waiting = api.get(organizer, path + "?status=WAITLISTED");

        assertThat(walked).isEqualTo(joined);
        assertThat(waiting.body().get("items").findValuesAsString("waitlistPosition"))
                .containsExactly("1", "2", "3");
        api.get(api.user(), path).isProblem(403, "forbidden");
        api.get(organizer, path + "?status=NONE").isProblem(400, "invalid-request");
        api.get(organizer, path + "?cursor=x").isProblem(400, "invalid-cursor");
    }

    @Test
    void tellWhetherAnythingHasChanged() {
        Joined joined = api.joined(api.tell(Event.published(5)).id(), api.user());

        api.client(TestIssuer.shared().token(joined.user()))
                .get()
                .uri(joined.path())
                .header("If-None-Match", api.read(joined).header("ETag"))
                .exchange()
                .expectStatus()
                .isNotModified();
    }
}
