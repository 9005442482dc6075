package dev.atelier.system.attack;

import static dev.atelier.system.attack.Company.ME;
import static dev.atelier.system.attack.Company.WORKSHOPS;
import static dev.atelier.system.attack.Company.lead;
import static dev.atelier.system.attack.Company.pointers;
import static dev.atelier.system.attack.Company.refused;
import static dev.atelier.system.attack.Company.with;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.system.Answer;
import dev.atelier.system.Leaks;
import dev.atelier.system.Person;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Mallory organizes a workshop, takes part in another and stands by in a third, all of her own; and
 * asks with the ids of what is Ada's and Bob's.
 */
@TestInstance(Lifecycle.PER_CLASS)
class OthersIdsIT {

    private static final Map<String, Object> NOTHING = Map.of();

    private final Company company = new Company();
    private final Person ada = company.registered("Ada");
    private final Person bob = company.registered("Bob");
    private final Person mallory = company.registered("Mallory");

    private Answer adas;
    private Answer bobsSeat;
    private Answer mallorys;
    private String adasDraft;
    private String before;

    @BeforeAll
    void workshops() {
        adas = company.published(ada, "laptop");
        adasDraft = company.draft(ada);
        mallorys = company.published(mallory, "laptop");
        bobsSeat = bob.signUp(adas.id(), requirements(adas)).expect(201);
        before = state();
    }

    @AfterEach
    void nothingOfTheOthersHasChanged() {
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, /history",
        "DELETE, ''",
        "POST, /accept",
        "POST, /decline",
        "POST, /attendance"
    })
    void participantOfAnotherWorkshopIsNotReachedThroughOnesOwn(String method, String action) {
        String path = WORKSHOPS + "/" + mallorys.id() + "/participants/" + bobsSeat.id() + action;
        Object body = action.equals("/attendance") ? Map.of("attended", true) : null;

        refused(mallory.send(method, path, body), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({"accept", "decline", "unavailable", "available", "jump-in", "step-down"})
    void organizerOfAnotherWorkshopIsNotReachedThroughOnesOwn(String action) {
        String path = WORKSHOPS + "/" + mallorys.id() + "/organizers/" + lead(adas) + "/" + action;

        refused(mallory.send("POST", path, bodyOf(action)), 404, "not-found");
    }

    @Test
    void nobodyJumpsInForAnOrganizerOfAnotherWorkshop() {
        Person standby = company.registered("Standby");
        Answer workshop = company.published(mallory);
        String part = company.join(mallory, workshop, standby, true);
        String path = WORKSHOPS + "/" + workshop.id() + "/organizers/" + part + "/jump-in";

        refused(standby.send("POST", path, Map.of("replaces", lead(adas))), 404, "not-found");
    }

    @Test
    void organizerOfAnotherWorkshopBringsNothingAlong() {
        Map<String, Object> document = company.document(mallory);
        Object brought = List.of(Map.of("code", "kiln", "broughtBy", lead(adas)));

        Answer answer =
                refused(
                        mallory.send("POST", WORKSHOPS, with(document, "requirements", brought)),
                        400,
                        "invalid-request");

        assertThat(pointers(answer)).containsExactly("/requirements/0/broughtBy");
    }

    @Test
    void acknowledgingRequirementsOfAnotherWorkshopIsNoAcknowledgement() {
        refused(
                mallory.signUp(adas.id(), requirements(mallorys)),
                422,
                "requirements-not-acknowledged");
    }

    @Test
    void draftOfAnotherIsUnknown() {
        refused(mallory.workshop(adasDraft), 404, "not-found");
        refused(mallory.signUp(adasDraft, List.of()), 404, "workshop-not-found");
        refused(mallory.seats(adasDraft), 404, "workshop-not-found");
        Answer list =
                mallory.get(WORKSHOPS + "?limit=100&status=DRAFT&organizer=" + company.id(ada));
        assertThat(list.expect(200).body().get("items")).isEmpty();
    }

    @Test
    void profileOfAnotherIsTheirNameAlone() {
        Answer profile = Leaks.none(mallory.get("/api/v1/users/" + company.id(ada))).expect(200);

        assertThat(profile.body().propertyNames()).containsExactlyInAnyOrder("id", "displayName");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, '', 405, method-not-allowed",
        "DELETE, '', 405, method-not-allowed",
        "GET, /export, 404, not-found",
        "GET, /export/workshops, 404, not-found",
        "GET, /export/participations, 404, not-found",
        "GET, /participations, 404, not-found",
        "GET, /calendar.ics, 404, not-found",
        "POST, /calendar-link, 404, not-found",
        "DELETE, /calendar-link, 404, not-found"
    })
    void whatIsOnesOwnIsNotThereByAnId(String method, String below, int status, String slug) {
        String path = "/api/v1/users/" + company.id(ada) + below;
        Object body = method.equals("PUT") ? mallory.profile() : null;

        refused(mallory.send(method, path, body, "If-Match", "*"), status, slug);
    }

    @Test
    void eligibilityIsOnesOwnToAskFor() {
        Answer answer =
                refused(
                        mallory.get(WORKSHOPS + "?eligible=" + company.id(ada)),
                        400,
                        "invalid-request");

        assertThat(pointers(answer)).containsExactly("/eligible");
    }

    @Test
    void cursorOfAnothersListIsNone() {
        Answer another = company.published(ada);
        Person guest = company.registered("Guest");
        for (Answer workshop : List.of(mallorys, another)) {
            guest.signUp(workshop.id(), requirements(workshop)).expect(201);
        }
        String cursor = guest.get(ME + "/participations?limit=1").expect(200).text("next");
        assertThat(cursor).isNotBlank();

        refused(mallory.get(ME + "/participations?cursor=" + cursor), 400, "invalid-cursor");
        refused(mallory.get(WORKSHOPS + "?cursor=" + cursor), 400, "invalid-cursor");
    }

    @Test
    void keyOfAnotherMakesAWorkshopOfOnesOwn() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> document = company.document(ada);
        Answer first = ada.send("POST", WORKSHOPS, document, "Idempotency-Key", key).expect(201);

        Answer second = mallory.send("POST", WORKSHOPS, document, "Idempotency-Key", key);

        assertThat(second.expect(201).id()).isNotEqualTo(first.id());
        assertThat(second.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.body().at("/organizers/0/userId").asString())
                .isEqualTo(company.id(mallory).toString());
    }

    @Test
    void keyOfAnotherMakesAParticipationOfOnesOwn() {
        Answer workshop = company.published(mallory);
        String path = WORKSHOPS + "/" + workshop.id() + "/participants";
        String key = UUID.randomUUID().toString();
        Answer first = ada.send("POST", path, NOTHING, "Idempotency-Key", key).expect(201);

        Answer second = mallory.send("POST", path, NOTHING, "Idempotency-Key", key).expect(201);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.text("userId")).isEqualTo(company.id(mallory).toString());
        assertThat(second.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void keyOfAnotherGivesNoLinkToTheirCalendar() {
        String key = UUID.randomUUID().toString();
        String path = ME + "/calendar-link";
        Answer first = ada.send("POST", path, null, "Idempotency-Key", key).expect(201);

        Answer second = mallory.send("POST", path, null, "Idempotency-Key", key).expect(201);

        assertThat(second.text("url")).isNotEmpty().isNotEqualTo(first.text("url"));
        assertThat(ada.get(first.text("url")).status()).isEqualTo(200);
    }

    @Test
    void keyOfAnotherOpensNoInvitation() {
        String key = UUID.randomUUID().toString();
        Person guest = company.registered("Invited");
        String path = WORKSHOPS + "/" + adasDraft + "/organizers";
        Map<String, Object> invitation = Map.of("userId", company.id(guest));
        String invited =
                ada.send("POST", path, invitation, "Idempotency-Key", key).expect(201).id();

        refused(mallory.send("POST", path, invitation, "Idempotency-Key", key), 404, "not-found");

        guest.send("POST", path + "/" + invited + "/decline", null).expect(200);
        before = state();
    }

    private static Object bodyOf(String action) {
        return switch (action) {
            case "unavailable" -> Map.of("reason", "Flu");
            case "jump-in" -> Map.of("replaces", UUID.randomUUID());
            default -> null;
        };
    }

    private static List<String> requirements(Answer workshop) {
        return workshop.body().get("requirements").findValuesAsString("id");
    }

    /** What Mallory must not touch, as its owners see it. */
    private String state() {
        return String.join(
                "\n",
                version(ada.workshop(adas.id())),
                version(ada.workshop(adasDraft)),
                bob.participation(bobsSeat).expect(200).body().toString(),
                ada.me().expect(200).body().toString());
    }

    /** Seats are a projection, and may come a moment later. */
    private static String version(Answer workshop) {
        return workshop.expect(200).text("version") + workshop.text("status");
    }
}
