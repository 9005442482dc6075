package dev.atelier.workshop.organizing;

import static dev.atelier.workshop.Api.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.workshop.Api;
import dev.atelier.workshop.Api.Answer;
import dev.atelier.workshop.Api.Person;
import dev.atelier.workshop.OtherServices;
import dev.atelier.workshop.RealServiceTest;
import dev.atelier.workshop.Samples;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

@RealServiceTest
class OrganizingTest {

    private static final Map<String, Object> FLU = Map.of("reason", "The flu");

    @Autowired Api api;
    @Autowired OtherServices others;

    @Test
    void invitedReadsTheDraftAndAccepts() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        String id = ada.draft(Samples.complete("Raku firing"));
        problem(bo.read(id), 404, "not-found");

        Answer invited = invite(ada, id, bo, false);

        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.text("/status")).isEqualTo("INVITED");
        assertThat(invited.text("/displayName")).isEqualTo("Bo");
        assertThat(invited.text("/role")).isEqualTo("CO");
        assertThat(bo.read(id).status()).isEqualTo(200);
        problem(bo.publish(id), 403, "forbidden");
        problem(act(ada, id, invited, "accept"), 403, "forbidden");
        Answer accepted = act(bo, id, invited, "accept");
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.text("/status")).isEqualTo("ACTIVE");
        assertThat(bo.publish(id).status()).isEqualTo(200);
        problem(act(bo, id, invited, "accept"), 409, "illegal-transition");
        problem(act(bo, id, invited, "decline"), 409, "illegal-transition");
        problem(act(bo, id, invited, "available"), 409, "illegal-transition");
    }

    @Test
    void invitesOnceForTheSameRequest() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        String id = ada.draft(Samples.complete("Raku firing"));

        Answer first = inviteWithKey(ada, id, bo);
        act(bo, id, first, "accept");
        Answer again = inviteWithKey(ada, id, bo);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(again.text("/status")).isEqualTo("ACTIVE");
        problem(invite(ada, id, bo, false), 409, "already-organizer");
    }

    @Test
    void invitesNobodyWhoCannotCome() {
        Person ada = api.registered("Ada");
        String id = ada.published(Samples.complete("Raku firing"));
        Person bo = api.registered("Bo");

        problem(invite(ada, id, api.stranger(), false), 400, "invalid-request");
        JsonNode problem =
                problem(
                        ada.act(id, "organizers", Map.of("userId", "me", "role", "BOSS")),
                        400,
                        "invalid-request");
        assertThat(problem.at("/errors").findValuesAsString("pointer"))
                .containsExactly("/userId", "/role");
        problem(invite(bo, id, bo, false), 403, "forbidden");
        problem(invite(bo, UUID.randomUUID().toString(), bo, false), 404, "not-found");
        assertThat(invite(api.admin(), id, bo, false).status()).isEqualTo(201);
        ada.act(id, "cancel", FLU);
        problem(invite(ada, id, api.registered("Cy"), false), 409, "illegal-transition");
    }

    @Test
    void tellsTheStoryOfOneWhoFellIllAndOneWhoJumpedIn() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        String id = ada.published(Samples.complete("Raku firing"));
        String lead = ada.read(id).text("/organizers/0/id");
        String standby = standby(ada, id, bo);

        Answer ill = ada.act(id, "organizers/" + lead + "/unavailable", FLU);
        assertThat(ill.text("/status")).isEqualTo("UNAVAILABLE");
        assertThat(ill.text("/reason")).isEqualTo("The flu");
        assertThat(bo.read(id).text("/staffing")).isEqualTo("UNSTAFFED");
        Answer jumped = jumpIn(bo, id, standby, lead);
        assertThat(jumped.text("/status")).isEqualTo("ACTIVE");
        assertThat(jumped.text("/replaces")).isEqualTo(lead);
        assertThat(ada.act(id, "organizers/" + lead + "/available").text("/status"))
                .isEqualTo("ACTIVE");

        JsonNode items = organizers(ada, id).get("items");
        assertThat(statuses(items.get(0))).containsExactly("ACTIVE", "UNAVAILABLE", "ACTIVE");
        assertThat(items.at("/0/history/1/reason").asString()).isEqualTo("The flu");
        assertThat(statuses(items.get(1))).containsExactly("INVITED", "STANDBY", "ACTIVE");
        assertThat(items.at("/1/history/2/replaces").asString()).isEqualTo(lead);
        assertThat(items.at("/1/displayName").asString()).isEqualTo("Bo");
        assertThat(organizers(api.stranger(), id).toString())
                .contains("UNAVAILABLE")
                .doesNotContain("flu");
        List<JsonNode> events = others.received(id, 7);
        assertThat(events)
                .extracting(event -> event.get("type").asString())
                .containsExactly(
                        "workshop.published.v1",
                        "workshop.changed.v1",
                        "organizer.joined.v1",
                        "organizer.unavailable.v1",
                        "workshop.unstaffed.v1",
                        "organizer.jumped-in.v1",
                        "workshop.changed.v1");
        assertThat(events)
                .extracting(event -> event.at("/data/version").asInt())
                .containsExactly(2, 3, 4, 5, 6, 7, 8);
        assertThat(events.get(3).at("/data/organizerId").asString()).isEqualTo(lead);
        assertThat(events.get(4).at("/data/asked/0").asString()).isEqualTo(standby);
        assertThat(events.get(4).at("/data/staffing").asString()).isEqualTo("UNSTAFFED");
        assertThat(events.get(5).at("/data/organizerId").asString()).isEqualTo(standby);
        assertThat(events.get(5).at("/data/replaces").asString()).isEqualTo(lead);
        assertThat(events.toString()).doesNotContain("flu").doesNotContain("Ada");
    }

    @RepeatedTest(10)
    void ofTwoWhoJumpInForOneGapOneGetsThrough() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        Person cy = api.registered("Cy");
        String id = ada.published(Samples.complete("Raku firing"));
        String lead = ada.read(id).text("/organizers/0/id");
        String first = standby(ada, id, bo);
        String second = standby(ada, id, cy);
        ada.act(id, "organizers/" + lead + "/unavailable", FLU);

        List<CompletableFuture<Answer>> answers =
                List.of(
                        CompletableFuture.supplyAsync(() -> jumpIn(bo, id, first, lead)),
                        CompletableFuture.supplyAsync(() -> jumpIn(cy, id, second, lead)));

        assertThat(answers.stream().map(answer -> answer.join().status()))
                .containsExactlyInAnyOrder(200, 409);
        Answer loser =
                answers.stream()
                        .map(CompletableFuture::join)
                        .filter(answer -> answer.status() == 409)
                        .findFirst()
                        .orElseThrow();
        problem(loser, 409, "already-replaced");
    }

    @Test
    void standbysRunWhatNobodyElseDoes() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        String id = ada.published(Samples.complete("Raku firing"));
        String standby = standby(ada, id, bo);
        Map<String, Object> revision = Samples.complete("Glazes");
        problem(bo.put(id, revision, "*"), 403, "forbidden");

        String lead = ada.read(id).text("/organizers/0/id");
        problem(bo.act(id, "organizers/" + lead + "/unavailable", FLU), 403, "forbidden");
        ada.act(id, "organizers/" + lead + "/unavailable", FLU);

        assertThat(bo.put(id, revision, "*").status()).isEqualTo(200);
        problem(ada.put(id, revision, "*"), 403, "forbidden");
        problem(jumpIn(ada, id, standby, lead), 403, "forbidden");
        problem(bo.act(id, "organizers/" + standby + "/jump-in", Map.of()), 400, "invalid-request");
        problem(jumpIn(bo, id, standby, UUID.randomUUID().toString()), 404, "not-found");
        problem(jumpIn(bo, id, standby, standby), 409, "illegal-transition");
    }

    @Test
    void doesNotAskThoseWhoRunSomethingElseAtThatTime() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        Person cy = api.registered("Cy");
        bo.published(Samples.complete("Slips"));
        cy.draft(Samples.complete("Slips"));
        String id = ada.published(Samples.complete("Raku firing"));
        standby(ada, id, bo);
        String free = standby(ada, id, cy);

        String lead = ada.read(id).text("/organizers/0/id");
        assertThat(act(ada, id, lead, "step-down").text("/status")).isEqualTo("STEPPED_DOWN");

        List<JsonNode> events = others.received(id, 7);
        assertThat(events.get(5).get("type").asString()).isEqualTo("organizer.stepped-down.v1");
        assertThat(events.get(6).get("type").asString()).isEqualTo("workshop.unstaffed.v1");
        assertThat(events.get(6).at("/data/asked"))
                .extracting(JsonNode::asString)
                .containsExactly(free);
        assertThat(events.get(6).at("/data/organizers")).hasSize(2);
    }

    @Test
    void keepsTheLastOrganizerOfWhatIsPublished() {
        Person ada = api.registered("Ada");
        String id = ada.published(Samples.complete("Raku firing"));
        String lead = ada.read(id).text("/organizers/0/id");

        problem(act(ada, id, lead, "step-down"), 409, "last-organizer");
        problem(
                ada.act(id, "organizers/" + lead + "/unavailable", Map.of()),
                400,
                "invalid-request");
        problem(act(api.stranger(), id, lead, "step-down"), 403, "forbidden");
        problem(act(ada, id, UUID.randomUUID().toString(), "step-down"), 404, "not-found");
    }

    @Test
    void namesWhatAnOrganizerLacks() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        String id =
                ada.published(
                        Samples.complete(
                                "Raku firing",
                                "requirements",
                                List.of(
                                        Map.of("code", "laptop", "audience", "ORGANIZER"),
                                        Map.of("code", "licence", "audience", "ORGANIZER"))));
        Answer invited = invite(ada, id, bo, false);

        JsonNode problem = problem(act(bo, id, invited, "accept"), 422, "requirements-not-met");

        assertThat(problem.at("/requirements").findValuesAsString("code"))
                .containsExactly("licence");
        assertThat(standby(ada, id, api.registered("Cy"))).isNotEmpty();
    }

    @Test
    void requirementsLeaveWithTheOneWhoBroughtThem() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        String id = ada.published(Samples.complete("Raku firing"));
        Answer invited = invite(ada, id, bo, false);
        act(bo, id, invited, "accept");
        bo.put(
                id,
                Samples.complete(
                        "Raku firing",
                        "requirements",
                        List.of(
                                Map.of("code", "apron", "broughtBy", invited.text("/id")),
                                Map.of("code", "laptop"))),
                "*");

        act(bo, id, invited, "step-down");

        assertThat(ada.read(id).body().at("/requirements").findValuesAsString("code"))
                .containsExactly("laptop");
        assertThat(statuses(organizers(ada, id).at("/items/1")))
                .containsExactly("INVITED", "ACTIVE", "STEPPED_DOWN");
    }

    @Test
    void declinedInvitationStaysInTheHistory() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        String id = ada.draft(Samples.complete("Raku firing"));
        Answer invited = invite(ada, id, bo, false);

        assertThat(act(bo, id, invited, "decline").text("/status")).isEqualTo("DECLINED");

        problem(bo.read(id), 404, "not-found");
        assertThat(ada.read(id).body().at("/organizers")).hasSize(1);
        assertThat(organizers(ada, id).at("/items")).hasSize(2);
        assertThat(invite(ada, id, bo, true).status()).isEqualTo(201);
    }

    @Test
    void pagesThroughTheOrganizers() {
        Person ada = api.registered("Ada");
        String id = ada.draft(Samples.complete("Raku firing"));
        invite(ada, id, api.registered("Bo"), false);
        invite(ada, id, api.registered("Cy"), false);
        String path = Api.WORKSHOPS + "/" + id + "/organizers?limit=2";

        JsonNode first = ada.get(path).body();
        JsonNode second = ada.get(path + "&cursor=" + first.get("next").asString()).body();

        assertThat(first.get("items").findValuesAsString("displayName"))
                .containsExactly("Ada", "Bo");
        assertThat(second.get("items").findValuesAsString("displayName")).containsExactly("Cy");
        assertThat(second.get("next").isNull()).isTrue();
        problem(ada.get(path + "&cursor=x"), 400, "invalid-cursor");
        problem(api.stranger().get(path), 404, "not-found");
    }

    @Test
    void doesNotLetTheDeactivatedTakePart() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        String id = ada.published(Samples.complete("Raku firing"));
        Answer invited = invite(ada, id, bo, false);
        others.userChanged(bo.id(), 2, "Bo", "DEACTIVATED");
        await().until(() -> bo.post(Map.of("title", "Another")).status() == 403);

        problem(act(bo, id, invited, "accept"), 403, "user-deactivated");
    }

    private static Answer invite(Person organizer, String id, Person person, boolean standby) {
        return organizer.act(
                id, "organizers", Map.of("userId", person.id(), "role", "CO", "standby", standby));
    }

    private static Answer inviteWithKey(Person organizer, String id, Person person) {
        return Answer.of(
                organizer
                        .client()
                        .post()
                        .uri(Api.WORKSHOPS + "/" + id + "/organizers")
                        .header("Idempotency-Key", "a-key")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("userId", person.id())));
    }

    /** Has the person stand by, and returns the organizer's id. */
    private static String standby(Person organizer, String id, Person person) {
        Answer invited = invite(organizer, id, person, true);
        Answer accepted = act(person, id, invited, "accept");
        assertThat(accepted.text("/status")).as("%s", accepted.body()).isEqualTo("STANDBY");
        return invited.text("/id");
    }

    private static Answer jumpIn(Person person, String id, String organizer, String replaced) {
        return person.act(id, "organizers/" + organizer + "/jump-in", Map.of("replaces", replaced));
    }

    private static Answer act(Person person, String id, Answer organizer, String action) {
        return act(person, id, organizer.text("/id"), action);
    }

    private static Answer act(Person person, String id, String organizer, String action) {
        return person.act(id, "organizers/" + organizer + "/" + action);
    }

    private static JsonNode organizers(Person person, String id) {
        return person.get(Api.WORKSHOPS + "/" + id + "/organizers").body();
    }

    private static Stream<String> statuses(JsonNode organizer) {
        return organizer.at("/history").findValuesAsString("status").stream();
    }
}
