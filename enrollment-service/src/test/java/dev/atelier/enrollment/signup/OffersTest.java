package dev.atelier.enrollment.signup;

import static dev.atelier.enrollment.EnrollmentApi.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.EnrollmentApi;
import dev.atelier.enrollment.EnrollmentApi.Event;
import dev.atelier.enrollment.EnrollmentApi.Joined;
import dev.atelier.enrollment.EnrollmentServiceTest;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.time.Instant;
import java.util.UUID;

/** Seats that are offered, from the freed seat to the answer or the end of the offer's time. */
@EnrollmentServiceTest
class OffersTest {

    @Autowired EnrollmentApi api;

    private Event workshop;
    private Joined first;
    private Joined next;

    private void offerTo(String ttl) {
        workshop = api.tell(Event.published(1).offering(ttl));
        Joined leaver = api.joined(workshop.id(), api.user());
        first = api.joined(workshop.id(), api.user());
        next = api.joined(workshop.id(), api.user());
        assertThat(api.cancel(leaver).status()).isEqualTo(204);
    }

    @Test
    void enrollsWhoAcceptsAndTellsOfIt() {
        offerTo("PT1H");

        assertThat(api.read(first).text("/status")).isEqualTo("OFFERED");
        assertThat(api.read(first).text("/offerExpiresAt")).isNotEmpty();
        assertThat(api.act(first.user(), first, "accept", null).text("/status"))
                .isEqualTo("ENROLLED");
        assertThat(api.act(first.user(), first, "accept", null).status()).isEqualTo(200);

        assertThat(api.status(next)).isEqualTo("WAITLISTED");
        assertThat(api.told(first.id()))
                .containsExactly(
                        "participant.waitlisted.v1",
                        "participant.offered.v1",
                        "participant.enrolled.v1");
    }

    @Test
    void asksTheNextWhenOneDeclines() {
        offerTo("PT1H");

        assertThat(api.act(first.user(), first, "decline", null).text("/status"))
                .isEqualTo("CANCELLED");

        assertThat(api.status(next)).isEqualTo("OFFERED");
        api.act(first.user(), first, "accept", null).isProblem(409, "illegal-transition");
    }

    @Test
    void asksTheNextWhenTheTimeIsOver() {
        offerTo("PT1S");

        await().until(() -> api.status(first).equals("CANCELLED"));

        assertThat(api.read(first).text("/cancellation/by")).isEqualTo("SYSTEM");
        api.act(first.user(), first, "accept", null).isProblem(409, "offer-expired");
        api.act(first.user(), first, "decline", null).isProblem(409, "offer-expired");
    }

    @Test
    void isForTheParticipantAlone() {
        offerTo("PT1H");
        UUID stranger = api.user();

        api.act(workshop.organizer(), first, "accept", null).isProblem(403, "forbidden");
        api.act(workshop.organizer(), first, "decline", null).isProblem(403, "forbidden");
        api.act(stranger, first, "accept", null).isProblem(404, "not-found");
        api.act(stranger, first, "decline", null).isProblem(404, "not-found");
        api.act(next.user(), next, "accept", null).isProblem(409, "illegal-transition");
        api.act(next.user(), next, "decline", null).isProblem(409, "illegal-transition");
    }

    @Test
    void isNothingForWhoIsDeactivated() {
        offerTo("PT1H");
        api.tellUser(first.user(), 2, "DEACTIVATED", Instant.now());

        api.act(first.user(), first, "accept", null).isProblem(403, "user-deactivated");
        api.act(first.user(), first, "decline", null).isProblem(403, "user-deactivated");
        api.cancel(first).isProblem(403, "user-deactivated");
        assertThat(api.status(first)).isEqualTo("OFFERED");
    }
}
