package dev.atelier.workshop.lifecycle;

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

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

@RealServiceTest
class RevisingTest {

    @Autowired Api api;
    @Autowired OtherServices others;

    @Test
    void revisesDraftWithoutTelling() {
        Person ada = api.registered("Ada");
        Answer draft = ada.post(Map.of("title", "Raku"));
        String id = draft.text("/id");

        Answer revised = ada.put(id, Samples.complete("Raku firing"), draft.header("ETag"));

        assertThat(revised.status()).isEqualTo(200);
        assertThat(revised.text("/version")).isEqualTo("2");
        assertThat(revised.header("ETag")).startsWith("\"2.");
        assertThat(revised.text("/title")).isEqualTo("Raku firing");
        assertThat(ada.read(id).body()).isEqualTo(revised.body());
        ada.publish(id);
        assertThat(others.received(id).get("type").asString()).isEqualTo("workshop.published.v1");
    }

    @Test
    void tellsOfPublishedWorkshopsChange() {
        Person ada = api.registered("Ada");
        String id = ada.published(Samples.complete("Raku firing"));

        ada.put(id, Samples.complete("Glazes", "capacity", 20), "\"2\"");

        List<JsonNode> events = others.received(id, 2);
        assertThat(events.getLast().get("type").asString()).isEqualTo("workshop.changed.v1");
        assertThat(events.getLast().get("sequence").asString()).isEqualTo("0000000000000000003");
        assertThat(events.getLast().at("/data/title").asString()).isEqualTo("Glazes");
        assertThat(events.getLast().at("/data/capacity").asInt()).isEqualTo(20);
    }

    @Test
    void changeThatChangesNothingMakesNoVersion() {
        Person ada = api.registered("Ada");
        Map<String, Object> workshop = Samples.complete("Raku firing");
        String id = ada.published(workshop);
        Answer before = ada.read(id);

        Answer same = ada.put(id, workshop, before.header("ETag"));
        ada.act(id, "cancel", Map.of("reason", "Kiln broken"));

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.body()).isEqualTo(before.body());
        assertThat(others.received(id, 2))
                .extracting(event -> event.get("type").asString())
                .containsExactly("workshop.published.v1", "workshop.cancelled.v1");
    }

    @Test
    void needsToHaveSeenTheNewestVersion() {
        Person ada = api.registered("Ada");
        String id = ada.draft(Samples.complete("Raku firing"));
        Map<String, Object> revision = Samples.complete("Glazes");

        problem(ada.put(id, revision, null), 428, "precondition-required");
        problem(ada.put(id, revision, "\"7\""), 412, "precondition-failed");
        problem(ada.put(id, revision, "W/\"1\""), 412, "precondition-failed");
        assertThat(ada.put(id, revision, "*").status()).isEqualTo(200);
    }

    @RepeatedTest(20)
    void ofTwoWhoSaveTheSameVersionOneGetsThrough() {
        Person ada = api.registered("Ada");
        String id = ada.published(Samples.complete("Raku firing"));
        String tag = ada.read(id).header("ETag");

        List<CompletableFuture<Answer>> answers =
                Stream.of("Glazes", "Slips")
                        .map(Samples::complete)
                        .map(
                                revision ->
                                        CompletableFuture.supplyAsync(
                                                () -> ada.put(id, revision, tag)))
                        .toList();

        assertThat(answers.stream().map(answer -> answer.join().status()))
                .containsExactlyInAnyOrder(200, 412);
        assertThat(ada.read(id).text("/version")).isEqualTo("3");
    }

    @Test
    void keepsRequirementsIdsByCode() {
        Person ada = api.registered("Ada");
        Answer draft = ada.post(Samples.complete("Raku firing"));
        Map<String, Object> revision =
                Samples.complete(
                        "Raku firing",
                        "requirements",
                        List.of(
                                Map.of("code", "apron"),
                                Map.of("code", "laptop", "mandatory", false)));

        Answer revised = ada.put(draft.text("/id"), revision, "*");

        assertThat(revised.text("/requirements/1/id")).isEqualTo(draft.text("/requirements/0/id"));
        assertThat(revised.text("/requirements/1/mandatory")).isEqualTo("false");
        assertThat(ada.read(draft.text("/id")).body()).isEqualTo(revised.body());
    }

    @Test
    void letsRequirementsBeBroughtByItsOrganizersOnly() {
        Person ada = api.registered("Ada");
        Answer draft = ada.post(Samples.complete("Raku firing"));
        String id = draft.text("/id");

        Answer brought = ada.put(id, bringing(draft.text("/organizers/0/id")), "*");

        assertThat(brought.text("/requirements/0/broughtBy"))
                .isEqualTo(draft.text("/organizers/0/id"));
        JsonNode problem =
                problem(
                        ada.put(id, bringing(UUID.randomUUID().toString()), "\"1\""),
                        400,
                        "invalid-request");
        assertThat(problem.at("/errors/0/pointer").asString())
                .isEqualTo("/requirements/0/broughtBy");
    }

    @Test
    void keepsPublishedWorkshopComplete() {
        Person ada = api.registered("Ada");
        String id = ada.published(Samples.complete("Raku firing"));

        JsonNode problem =
                problem(ada.put(id, Map.of("title", "Raku"), "*"), 422, "workshop-incomplete");

        assertThat(problem.at("/errors").findValuesAsString("pointer"))
                .containsExactly("/format", "/startsAt", "/endsAt", "/timeZone", "/capacity");
    }

    @Test
    void doesNotPlanTakenSeatsAway() {
        Person ada = api.registered("Ada");
        String id = ada.published(Samples.complete("Raku firing"));
        others.seatsChanged(id, 1, 12, 5);
        await().until(() -> ada.read(id).text("/seats/enrolled").equals("5"));

        problem(
                ada.put(id, Samples.complete("Raku firing", "capacity", 4), "*"),
                409,
                "capacity-below-enrolled");
        assertThat(ada.put(id, Samples.complete("Raku firing", "capacity", 5), "*").status())
                .isEqualTo(200);
    }

    @Test
    void leavesWhatIsOverAsItIs() {
        Person ada = api.registered("Ada");
        String id = ada.published(Samples.complete("Raku firing"));
        ada.act(id, "cancel", Map.of("reason", "Kiln broken"));

        problem(ada.put(id, Samples.complete("Glazes"), "*"), 409, "illegal-transition");
    }

    @Test
    void letsOnlyThoseReviseWhoManageIt() {
        Person ada = api.registered("Ada");
        String draft = ada.draft(Samples.complete("Raku firing"));
        String published = ada.published(Samples.complete("Glazes"));
        Map<String, Object> revision = Samples.complete("Slips");

        problem(api.stranger().put(draft, revision, null), 404, "not-found");
        problem(api.stranger().put(published, revision, null), 403, "forbidden");
        problem(api.stranger().put(published, Map.of(), null), 400, "invalid-request");
        assertThat(api.admin().put(published, revision, "*").status()).isEqualTo(200);
        others.userChanged(ada.id(), 2, "Ada", "DEACTIVATED");
        await().until(() -> ada.post(Map.of("title", "Another")).status() == 403);
        problem(ada.put(draft, revision, "*"), 403, "user-deactivated");
        problem(ada.delete(draft), 403, "user-deactivated");
        problem(
                ada.act(published, "cancel", Map.of("reason", "Kiln broken")),
                403,
                "user-deactivated");
    }

    private static Map<String, Object> bringing(String organizer) {
        return Samples.complete(
                "Raku firing",
                "requirements",
                List.of(Map.of("code", "kiln", "broughtBy", organizer)));
    }
}
