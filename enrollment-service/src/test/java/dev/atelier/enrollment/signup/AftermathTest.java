package dev.atelier.enrollment.signup;

import static dev.atelier.enrollment.EnrollmentApi.START;
import static dev.atelier.enrollment.EnrollmentApi.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.EnrollmentApi;
import dev.atelier.enrollment.EnrollmentApi.Event;
import dev.atelier.enrollment.EnrollmentApi.Joined;
import dev.atelier.enrollment.EnrollmentServiceTest;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** What becomes of participants after workshops have changed, started or ended. */
@EnrollmentServiceTest
class AftermathTest {

    private static final Instant LATER = START.plus(Duration.ofDays(1));

    @Autowired EnrollmentApi api;

    @Test
    void takesAttendanceFromTheStartUntilCompletion() {
        Event workshop = api.tell(Event.published(2));
        Joined joined = api.joined(workshop.id(), api.user());
        UUID organizer = workshop.organizer();
        api.act(organizer, joined, "attendance", attended(true))
                .isProblem(409, "illegal-transition");

        Event started = api.tell(workshop.movedTo(Instant.now().minusSeconds(60)));

        api.act(joined.user(), joined, "attendance", attended(true)).isProblem(403, "forbidden");
        api.act(api.user(), joined, "attendance", attended(true)).isProblem(404, "not-found");
        api.act(organizer, joined, "attendance", Map.of()).isProblem(400, "invalid-request");
        assertThat(api.act(organizer, joined, "attendance", attended(false)).text("/status"))
                .isEqualTo("MISSED");
        assertThat(api.act(organizer, joined, "attendance", attended(true)).text("/status"))
                .isEqualTo("ATTENDED");
        api.cancel(joined).isProblem(409, "illegal-transition");

        api.tell(started.changedTo("COMPLETED"));

        api.act(organizer, joined, "attendance", attended(false))
                .isProblem(409, "illegal-transition");
        assertThat(api.told(joined.id()))
                .containsExactly(
                        "participant.enrolled.v1",
                        "participant.missed.v1",
                        "participant.attended.v1");
    }

    private static Map<String, Boolean> attended(boolean attended) {
        return Map.of("attended", attended);
    }

    @Test
    void keepsTheHistoryOfWhoWasPassedOverAndPromoted() {
        Event popular = api.tell(Event.published(1));
        Event elsewhere = api.tell(Event.published(1));
        Joined holder = api.joined(popular.id(), api.user());
        UUID busy = api.user();
        Joined passedOver = api.joined(popular.id(), busy);
        Joined next = api.joined(popular.id(), api.user());
        Joined other = api.joined(elsewhere.id(), busy);
        api.cancel(holder);
        api.cancel(next);
        api.cancel(other);
        await().until(() -> api.status(passedOver).equals("ENROLLED"));

        var page = api.get(busy, passedOver.path() + "/history?limit=2");
        var rest =
                api.get(busy, passedOver.path() + "/history?limit=2&cursor=" + page.text("/next"));

        assertThat(page.body().at("/items/0/from").isNull()).isTrue();
        assertThat(page.text("/items/0/to")).isEqualTo("WAITLISTED");
        assertThat(page.text("/items/1/to")).isEqualTo("WAITLISTED");
        assertThat(page.text("/items/1/reason")).contains("Passed over");
        assertThat(rest.text("/items/0/from")).isEqualTo("WAITLISTED");
        assertThat(rest.text("/items/0/to")).isEqualTo("ENROLLED");
        assertThat(rest.text("/items/0/by")).isEqualTo("SYSTEM");
        assertThat(rest.text("/items/0/reason")).isNotEmpty();
        assertThat(rest.body().get("next").isNull()).isTrue();
        api.get(api.user(), passedOver.path() + "/history").isProblem(404, "not-found");
    }

    @Test
    void cancelsAllWhoTakePartInCancelledWorkshop() {
        int many = 205;
        Event workshop = api.tell(Event.published(many));
        List<UUID> participants = enrolledBySql(workshop, many);
        Event cancelled = workshop.changedTo("CANCELLED");

        api.tell(cancelled);
        api.send(cancelled.text());

        await().untilAsserted(() -> assertThat(enrolled(workshop)).isZero());
        assertThat(participants)
                .allSatisfy(
                        id -> assertThat(api.told(id)).containsExactly("participant.cancelled.v1"));
    }

    private int enrolled(Event workshop) {
        return api.get(workshop.organizer(), "/api/v1/workshops/" + workshop.id() + "/seats")
                .body()
                .get("enrolled")
                .asInt();
    }

    private List<UUID> enrolledBySql(Event workshop, int many) {
        List<UUID> ids = IntStream.range(0, many).mapToObj(_ -> UUID.randomUUID()).toList();
        api.run(
                """
                INSERT INTO participant
                       (id, workshop_id, user_id, status, during, acknowledged, version, created_at,
                        updated_at)
                SELECT new.id, known_workshop.id, gen_random_uuid(), 'ENROLLED', during, '{}', 1, now(),
                       now()
                  FROM unnest($2::uuid[]) AS new (id), known_workshop
                 WHERE known_workshop.id = $1
                """,
                workshop.id(),
                ids.toArray(UUID[]::new));
        api.run(
                "UPDATE seats SET enrolled = $2, version = 1 WHERE workshop_id = $1",
                workshop.id(),
                many);
        return ids;
    }

    @Test
    void marksWhoIsMovedIntoClashUntilTheOtherSeatGoes() {
        UUID user = api.user();
        Event held = api.tell(Event.published(1));
        Joined seat = api.joined(held.id(), user);
        Event moving = api.tell(Event.published(1, LATER));
        Joined moved = api.joined(moving.id(), user);

        api.tell(moving.movedTo(START.plusSeconds(3600)));

        await().until(() -> isConflicted(moved));
        assertThat(api.status(moved)).isEqualTo("ENROLLED");
        assertThat(isConflicted(seat)).isFalse();
        api.cancel(seat);
        await().until(() -> !isConflicted(moved));
        assertThat(api.told(moved.id()))
                .containsExactly(
                        "participant.enrolled.v1",
                        "participant.conflicted.v1",
                        "participant.conflict-resolved.v1");
    }

    /** One statement takes one of two seats out of the way and puts the other in its place. */
    @Test
    void resolvesClashWhenTheOtherIsMovedAway() {
        UUID user = api.user();
        Event staying = api.tell(Event.published(1));
        Joined seat = api.joined(staying.id(), user);
        Event moving = api.tell(Event.published(1, LATER));
        Joined moved = api.joined(moving.id(), user);
        api.tell(moving.movedTo(START));
        await().until(() -> isConflicted(moved));

        api.tell(staying.movedTo(LATER));

        await().until(() -> !isConflicted(moved));
        assertThat(isConflicted(seat)).isFalse();
        assertThat(api.told(moved.id())).last().isEqualTo("participant.conflict-resolved.v1");
    }

    private boolean isConflicted(Joined participant) {
        return api.read(participant).text("/needsAttention/0").equals("SCHEDULE_CONFLICT");
    }

    @Test
    void givesSeatThatCrashHasLeftFree() {
        Joined waiting = waitingForSeatThatCrashHasLeftFree();

        await().until(() -> api.status(waiting).equals("ENROLLED"));
    }

    @Test
    void givesItAlsoWhileAnOfferCannotBeEnded() {
        Event broken = api.tell(Event.published(1).offering("PT1S"));
        Joined leaver = api.joined(broken.id(), api.user());
        Joined offered = api.joined(broken.id(), api.user());
        api.cancel(leaver);
        assertThat(api.status(offered)).isEqualTo("OFFERED");
        api.run("UPDATE seats SET offered = 0 WHERE workshop_id = $1", broken.id());
        Joined waiting = waitingForSeatThatCrashHasLeftFree();

        await().until(() -> api.status(waiting).equals("ENROLLED"));

        api.run("UPDATE participant SET status = 'WAITLISTED' WHERE id = $1", offered.id());
    }

    private Joined waitingForSeatThatCrashHasLeftFree() {
        Event workshop = api.tell(Event.published(1));
        Joined holder = api.joined(workshop.id(), api.user());
        Joined waiting = api.joined(workshop.id(), api.user());
        api.run(
                """
                WITH gone AS (
                    UPDATE participant SET status = 'CANCELLED', cancelled_by = 'PARTICIPANT'
                     WHERE id = $1)
                UPDATE seats SET enrolled = 0 WHERE workshop_id = $2
                """,
                holder.id(),
                workshop.id());
        return waiting;
    }

    @Test
    void leavesNothingPersonalOfWhoIsErased() {
        UUID user = api.user();
        Event workshop = api.tell(Event.published(1));
        Joined joined = api.joined(workshop.id(), user);
        Joined waiting = api.joined(workshop.id(), api.user());
        Joined left = api.joined(api.tell(Event.published(1, LATER)).id(), user);
        api.call(user, HttpMethod.DELETE, left.path() + "?reason=flu", null);
        Instant erasedAt = Instant.now().plusSeconds(1);
        api.run(
                "INSERT INTO idempotency_key (caller, key, fingerprint, resource)"
                        + " VALUES ($1, 'k', '', $2)",
                user,
                joined.id());

        api.tellUser(user, 2, "ERASED", erasedAt);

        await().until(() -> api.status(waiting).equals("ENROLLED"));
        await().untilAsserted(() -> assertThat(traces(user)).isZero());
        assertThat(api.status(joined)).isEqualTo("CANCELLED");
        api.signUp(workshop.id(), user).isProblem(409, "user-not-registered");
        api.tellUser(user, 3, "ACTIVE", Instant.now());
        assertThat(api.signUp(workshop.id(), user).status()).isEqualTo(201);
    }

    private long traces(UUID user) {
        return api.count(
                """
                SELECT (SELECT count(*) FROM idempotency_key WHERE caller = $1)
                     + (SELECT count(*) FROM participant
                         WHERE user_id = $1 AND cancellation_reason IS NOT NULL)
                     + (SELECT count(*) FROM participant_history JOIN participant
                            ON participant.id = participant_id
                         WHERE user_id = $1 AND reason IS NOT NULL)
                """,
                user);
    }
}
