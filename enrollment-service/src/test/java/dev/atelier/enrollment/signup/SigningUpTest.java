package dev.atelier.enrollment.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.EnrollmentApi;
import dev.atelier.enrollment.EnrollmentApi.Answer;
import dev.atelier.enrollment.EnrollmentApi.Event;
import dev.atelier.enrollment.EnrollmentApi.Joined;
import dev.atelier.enrollment.EnrollmentServiceTest;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Signing up over HTTP: who gets in, who does not, and what they are told. */
@EnrollmentServiceTest
class SigningUpTest {

    @Autowired EnrollmentApi api;

    @Test
    void enrollsWhileThereAreSeatsAndThenLetsWait() {
        UUID workshop = api.tell(Event.published(1)).id();

        Answer first = api.signUp(workshop, api.user());
        Answer second = api.signUp(workshop, api.user());
        Answer third = api.signUp(workshop, api.user());

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("/status")).isEqualTo("ENROLLED");
        assertThat(first.body().get("waitlistPosition").isNull()).isTrue();
        assertThat(second.text("/status")).isEqualTo("WAITLISTED");
        assertThat(second.text("/waitlistPosition")).isEqualTo("1");
        assertThat(third.text("/waitlistPosition")).isEqualTo("2");
        assertThat(api.seats(workshop)).isEqualTo("capacity 1, enrolled 1, waitlisted 2, free 0");
    }

    @Test
    void showsRequirementsBeforeAnyoneBecomesParticipant() {
        UUID requirement = UUID.randomUUID();
        UUID workshop = api.tell(Event.published(5).requiring(requirement)).id();
        UUID user = api.user();

        Answer refused = api.signUp(workshop, user);

        refused.isProblem(422, "requirements-not-acknowledged");
        assertThat(refused.text("/requirements/0/id")).isEqualTo(requirement.toString());
        assertThat(refused.text("/requirements/0/code")).isEqualTo("laptop");
        assertThat(refused.text("/requirements/0/description")).isEqualTo("Bring a laptop");
        assertThat(refused.text("/requirements/0/met")).isEqualTo("true");
        Answer joined =
                api.call(
                        user,
                        HttpMethod.POST,
                        EnrollmentApi.path(workshop),
                        Map.of("acknowledgedRequirements", List.of(requirement)));
        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.text("/acknowledgedRequirements/0")).isEqualTo(requirement.toString());
    }

    @Test
    void answersSameRequestWithSameParticipant() {
        UUID workshop = api.tell(Event.published(5)).id();
        Joined first = api.joined(workshop, api.user());

        Answer again = api.signUp(workshop, first.user());

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("/id")).isEqualTo(first.id().toString());
    }

    @Test
    void replaysRequestWithSameKeyEvenAfterCancelling() {
        UUID workshop = api.tell(Event.published(5)).id();
        UUID user = api.user();
        Answer first = api.signUpWithKey(workshop, user, "key-1");
        api.cancel(new Joined(workshop, UUID.fromString(first.text("/id")), user));

        Answer again = api.signUpWithKey(workshop, user, "key-1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(again.text("/status")).isEqualTo("CANCELLED");
        api.signUpWithKey(api.tell(Event.published(5)).id(), user, "key-1")
                .isProblem(422, "idempotency-key-reused");
    }

    @Test
    void refusesWhoIsNotKnownAndWhatIsNotKnown() {
        api.signUp(UUID.randomUUID(), api.user()).isProblem(404, "workshop-not-found");

        Answer unknown = api.signUp(api.tell(Event.published(1)).id(), UUID.randomUUID());

        unknown.isProblem(409, "user-not-registered");
        assertThat(unknown.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void refusesWhoIsErasedUntilTheyRegisterAnew() {
        UUID user = api.user();
        UUID workshop = api.tell(Event.published(1)).id();
        api.tellUser(user, 3, "ERASED", Instant.now());
        api.tellUser(user, 2, "ACTIVE", Instant.now());

        api.signUp(workshop, user).isProblem(409, "user-not-registered");

        api.tellUser(user, 4, "ACTIVE", Instant.now());
        assertThat(api.signUp(workshop, user).status()).isEqualTo(201);
    }

    @Test
    void refusesWhoIsDeactivated() {
        UUID user = api.user();
        api.tellUser(user, 2, "DEACTIVATED", Instant.now());

        api.signUp(api.tell(Event.published(1)).id(), user).isProblem(403, "user-deactivated");
    }

    @Test
    void refusesSeatAtTheTimeOfAnother() {
        UUID user = api.user();
        Joined held = api.joined(api.tell(Event.published(5)).id(), user);

        Answer refused = api.signUp(api.tell(Event.published(5)).id(), user);

        refused.isProblem(409, "schedule-conflict");
        assertThat(refused.text("/conflictsWith/workshopId")).isEqualTo(held.workshop().toString());
    }

    @Test
    void refusesWhatIsFullWithoutWaitlist() {
        Event workshop = api.tell(Event.published(1).keepingNoWaitlist());
        api.joined(workshop.id(), api.user());

        api.signUp(workshop.id(), api.user()).isProblem(409, "workshop-full");
    }

    @Test
    void refusesWhatHasStartedOrIsOver() {
        Event started = api.tell(Event.published(1, Instant.now().minusSeconds(60)));
        Event cancelled = api.tell(Event.published(1).changedTo("CANCELLED"));

        api.signUp(started.id(), api.user()).isProblem(409, "enrollment-closed");
        api.signUp(cancelled.id(), api.user()).isProblem(409, "enrollment-closed");
    }
}
