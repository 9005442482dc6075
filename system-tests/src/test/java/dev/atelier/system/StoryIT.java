package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.local.Platform;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The main job, once straight through and once with the whole platform restarted in the middle. */
class StoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Within what an erasure reaches every service. */
    private static final Duration EVERYWHERE = Duration.ofMinutes(1);

    private final RunningPlatform running = RunningPlatform.shared();
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void peopleSignUpUntilTheWorkshopIsFullAndMoveUpWhenSomeoneCancels() {
        Person ada = registered("Ada");
        Person grace = registered("Grace", "laptop");
        Person alan = registered("Alan");
        Person joan = registered("Joan");

        Answer workshop = ada.publish("Weaving with looms " + run, 2, "laptop").expect(200);
        running.awaitAgreement();
        List<String> shown = requirementsShownTo(grace, workshop);

        Answer first = grace.signUp(workshop.id(), shown).expect(201);
        alan.signUp(workshop.id(), shown).expect(201);
        Answer waiting = joan.signUp(workshop.id(), shown).expect(201);
        assertThat(first.text("status")).isEqualTo("ENROLLED");
        assertThat(waiting.text("status")).isEqualTo("WAITLISTED");
        assertThat(waiting.body().get("waitlistPosition").asInt()).isEqualTo(1);

        grace.cancel(first).expect(204);
        assertThat(joan.participation(waiting).text("status")).isEqualTo("ENROLLED");
        assertThat(seats(ada, workshop)).isEqualTo("2 enrolled, 0 waiting, 0 free");
        theListShows(ada, workshop, 2);
    }

    @Test
    void restartOfEverythingInTheMiddleLosesNothing() {
        Platform platform = running.platform();
        Person ada = registered("Ada");
        Person grace = registered("Grace");
        Answer before = ada.publish("Before the restart " + run, 1).expect(200);
        running.awaitAgreement();
        Answer seat = grace.signUp(before.id(), List.of()).expect(201);

        platform.stop("enrollment-service");
        Instant otherTime = Instant.now().plus(Duration.ofDays(40));
        Answer undelivered = ada.publish("Told to nobody yet " + run, 5, otherTime).expect(200);
        Person late = running.person("Late " + run);
        late.register().expect(201);
        platform.stop();
        platform.start();
        running.awaitAgreement();

        assertThat(grace.participation(seat).text("status")).isEqualTo("ENROLLED");
        Answer waiting = late.signUp(before.id(), List.of()).expect(201);
        assertThat(waiting.text("status")).isEqualTo("WAITLISTED");
        assertThat(late.signUp(undelivered.id(), List.of()).expect(201).text("status"))
                .isEqualTo("ENROLLED");
        grace.cancel(seat).expect(204);
        assertThat(late.participation(waiting).text("status")).isEqualTo("ENROLLED");
        running.awaitAgreement();
    }

    @Test
    void whoLeavesIsNoOrganizerAnyMoreAndMayComeBack() {
        Person ada = registered("Ada");
        Person grace = registered("Grace");
        Answer workshop = ada.publish("Spinning " + run, 5).expect(200);
        ada.send("DELETE", "/api/v1/users/me", null).expect(204);

        String organizers = "/api/v1/workshops/" + workshop.id() + "/organizers";
        Awaitility.await()
                .atMost(EVERYWHERE)
                .untilAsserted(
                        () -> {
                            JsonNode former = grace.get(organizers).expect(200).body();
                            assertThat(former.at("/items/0/status").asString())
                                    .isEqualTo("STEPPED_DOWN");
                            assertThat(former.at("/items/0/displayName").isNull()).isTrue();
                        });
        assertThat(grace.workshop(workshop.id()).text("staffing")).isEqualTo("UNSTAFFED");
        ada.get("/api/v1/users/me/export/workshops").expectProblem(404, "user-not-registered");

        ada.register().expect(201);
        Answer again = ada.publish("Spinning again " + run, 5).expect(200);
        running.awaitAgreement();
        assertThat(grace.workshop(again.id()).text("staffing")).isEqualTo("STAFFED");
    }

    private Person registered(String name, String... capabilities) {
        Person person =
                running.person(
                        name + " " + run + " " + UUID.randomUUID().toString().substring(0, 4));
        person.register(capabilities).expect(201);
        return person;
    }

    private static List<String> requirementsShownTo(Person person, Answer workshop) {
        Answer problem =
                person.signUp(workshop.id(), List.of())
                        .expectProblem(422, "requirements-not-acknowledged");
        assertThat(problem.body().at("/requirements/0/code").asString()).isEqualTo("laptop");
        assertThat(problem.body().at("/requirements/0/met").asBoolean()).isTrue();
        return problem.body().get("requirements").findValuesAsString("id");
    }

    private static String seats(Person person, Answer workshop) {
        Answer seats = person.seats(workshop.id()).expect(200);
        return "%s enrolled, %s waiting, %s free"
                .formatted(seats.text("enrolled"), seats.text("waitlisted"), seats.text("free"));
    }

    /** The list's seats come from a projection, a moment later. */
    private static void theListShows(Person person, Answer workshop, int enrolled) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            Answer list =
                                    person.get("/api/v1/workshops?limit=100&organizer=me")
                                            .expect(200);
                            assertThat(
                                            StreamSupport.stream(
                                                            list.body().get("items").spliterator(),
                                                            false)
                                                    .filter(
                                                            item ->
                                                                    item.get("id")
                                                                            .asString()
                                                                            .equals(workshop.id()))
                                                    .map(
                                                            item ->
                                                                    item.at("/seats/enrolled")
                                                                            .asInt()))
                                    .containsExactly(enrolled);
                        });
    }
}
