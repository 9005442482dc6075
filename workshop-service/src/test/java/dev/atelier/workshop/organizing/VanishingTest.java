package dev.atelier.workshop.organizing;

import static dev.atelier.workshop.Api.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.workshop.Api;
import dev.atelier.workshop.Api.Answer;
import dev.atelier.workshop.Api.Person;
import dev.atelier.workshop.Database;
import dev.atelier.workshop.OtherServices;
import dev.atelier.workshop.RealServiceTest;
import dev.atelier.workshop.Samples;
import dev.atelier.workshop.model.UserId;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** What is left of a person in the workshops that they have run once they are erased. */
@RealServiceTest
class VanishingTest {

    private static final Map<String, Object> FLU = Map.of("reason", "The flu");

    private static final String REASONS =
            """
            SELECT count(*)
              FROM organizer_history h JOIN organizer o ON o.id = h.organizer_id
             WHERE o.user_id = ? AND (h.reason IS NOT NULL OR o.reason IS NOT NULL)
            """;

    private static final String KEYS = "SELECT count(*) FROM idempotency_key WHERE caller = ?";

    private static final String CURRENT =
            """
            SELECT count(*)
              FROM organizer
             WHERE user_id = ? AND status NOT IN ('DECLINED', 'STEPPED_DOWN')
            """;

    private static final String ZONE = "UPDATE workshop SET time_zone = ? WHERE id = ?";

    @Autowired Api api;
    @Autowired OtherServices others;
    @Autowired Vanishing vanishing;

    @Test
    void publishedWorkshopLosesItsLastOrganizerAndAsksWhoStandsBy() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        String id = ada.published(Samples.complete("Raku firing"));
        String standby = takePart(ada, id, bo, true);
        String lead = lead(ada, id);
        ada.put(id, Samples.complete("Raku firing", "requirements", broughtBy(lead)), "*");

        erase(ada);

        JsonNode workshop = bo.read(id).body();
        assertThat(workshop.at("/staffing").asString()).isEqualTo("UNSTAFFED");
        assertThat(workshop.at("/requirements").findValuesAsString("code"))
                .containsExactly("laptop");
        List<JsonNode> events = others.received(id, 6);
        assertThat(events.get(4).get("type").asString()).isEqualTo("organizer.stepped-down.v1");
        assertThat(events.get(4).at("/data/organizerId").asString()).isEqualTo(lead);
        assertThat(events.get(5).get("type").asString()).isEqualTo("workshop.unstaffed.v1");
        assertThat(events.get(5).at("/data/asked/0").asString()).isEqualTo(standby);
        assertThat(bo.act(id, "organizers/" + standby + "/jump-in", Map.of("replaces", lead)))
                .extracting(Answer::status)
                .isEqualTo(200);
    }

    @Test
    void everyPartEndsWhateverItsStatus() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        String alone = ada.published(Samples.complete("Alone"));
        String invited = bo.published(Samples.complete("Invited"));
        invite(bo, invited, ada, false);
        String standby = bo.published(Samples.complete("Standby"));
        takePart(bo, standby, ada, true);
        String ill = bo.published(Samples.complete("Ill"));
        String part = takePart(bo, ill, ada, false);
        ada.act(ill, "organizers/" + part + "/unavailable", FLU);
        String cancelled = ada.published(Samples.complete("Cancelled"));
        ada.act(cancelled, "cancel", FLU);

        erase(ada);

        Person admin = api.admin();
        for (String id : List.of(alone, invited, standby, ill, cancelled)) {
            assertThat(partOf(ada, admin, id).get("status").asString()).isEqualTo("STEPPED_DOWN");
            assertThat(partOf(ada, admin, id).get("displayName").isNull()).isTrue();
        }
        assertThat(admin.read(alone).text("/staffing")).isEqualTo("UNSTAFFED");
        assertThat(partOf(ada, admin, ill).get("history").findValuesAsString("status"))
                .containsExactly("INVITED", "ACTIVE", "UNAVAILABLE", "STEPPED_DOWN");
        assertThat(Database.number(REASONS, ada.id())).isZero();
    }

    @Test
    void draftGoesWithItsLastOrganizerAndStaysWithAnyOther() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        String alone = ada.draft(Samples.complete("Alone"));
        String shared = ada.draft(Samples.complete("Shared"));
        String invited = invite(ada, shared, bo, false);

        erase(ada);

        problem(api.admin().read(alone), 404, "not-found");
        assertThat(bo.read(shared).body().at("/organizers")).hasSize(1);
        assertThat(bo.act(shared, "organizers/" + invited + "/accept").status()).isEqualTo(200);
        assertThat(bo.publish(shared).status()).isEqualTo(200);
    }

    @Test
    void keysOfTheirRequestsAreForgotten() {
        Person ada = api.registered("Ada");
        ada.post(Samples.complete("Raku firing"), "a-key");
        assertThat(Database.number(KEYS, ada.id())).isEqualTo(1);

        erase(ada);

        assertThat(Database.number(KEYS, ada.id())).isZero();
    }

    /** The workshop in the middle cannot be read the first time. */
    @Test
    void goesOnWhereItWasCutShort() {
        Person ada = api.registered("Ada");
        Person admin = api.admin();
        UserId user = new UserId(ada.id());
        String first = ada.published(Samples.complete("First"));
        String middle = ada.published(Samples.complete("Middle"));
        String last = ada.published(Samples.complete("Last"));

        Database.execute(ZONE, "Nowhere/Never", UUID.fromString(middle));
        try {
            assertThatThrownBy(() -> vanishing.vanish(user, 2).block())
                    .hasStackTraceContaining("Nowhere/Never");
        } finally {
            Database.execute(ZONE, "Europe/Berlin", UUID.fromString(middle));
        }
        assertThat(partOf(ada, admin, middle).get("status").asString()).isEqualTo("ACTIVE");
        assertThat(partOf(ada, admin, last).get("status").asString()).isEqualTo("STEPPED_DOWN");
        String version = admin.read(first).text("/version");
        vanishing.vanish(user, 2).block();

        assertThat(partOf(ada, admin, middle).get("status").asString()).isEqualTo("STEPPED_DOWN");
        assertThat(admin.read(first).text("/version")).isEqualTo(version);
    }

    @Test
    void leavesAloneWhatTheyBeginOnceTheyAreRegisteredAnew() {
        Person ada = api.registered("Ada");
        String before = ada.published(Samples.complete("Before"));
        erase(ada);
        problem(ada.post(Samples.complete("While")), 409, "user-not-registered");

        others.userChanged(ada.id(), 3, "Ada Byron", "ACTIVE");
        String after = ada.published(Samples.complete("After"));
        others.userErased(ada.id(), 2);
        await().until(others::hasHandledAll);

        assertThat(partOf(ada, ada, after).get("status").asString()).isEqualTo("ACTIVE");
        assertThat(partOf(ada, ada, before).get("status").asString()).isEqualTo("STEPPED_DOWN");
    }

    @Test
    void endsWhatBeganBeforeEvenIfItIsHeardOfLate() {
        Person ada = api.registered("Ada");
        String before = ada.published(Samples.complete("Before"));
        others.userChanged(ada.id(), 3, "Ada Byron", "ACTIVE");
        await().until(() -> partOf(ada, ada, before).toString().contains("Ada Byron"));
        String after = ada.published(Samples.complete("After"));

        others.userErased(ada.id(), 2);
        await().until(() -> partOf(ada, ada, before).toString().contains("STEPPED_DOWN"));
        await().until(others::hasHandledAll);

        assertThat(partOf(ada, ada, after).get("status").asString()).isEqualTo("ACTIVE");
    }

    /** The draft is held up after it was found that Ada is registered, and before it is written. */
    @Test
    void waitsForThePartThatIsJustBeginning() {
        Person ada = api.registered("Ada");
        ada.draft(Samples.complete("Known by now"));
        List<CompletableFuture<Answer>> drafting = new ArrayList<>();

        Database.locked(
                ada.id() + " a-key",
                () -> {
                    drafting.add(
                            CompletableFuture.supplyAsync(
                                    () -> ada.post(Samples.complete("Raku firing"), "a-key")));
                    Database.awaitWaiting(1);
                    others.userErased(ada.id(), 2);
                    Database.awaitWaiting(2);
                });

        drafting.getFirst().join();
        await().until(others::hasHandledAll);
        assertThat(Database.number(CURRENT, ada.id())).isZero();
    }

    @Test
    void draftGoesWithTheLastWhoStepsDownToo() {
        Person ada = api.registered("Ada");
        String id = ada.draft(Samples.complete("Raku firing"));

        Answer answer = ada.act(id, "organizers/" + lead(ada, id) + "/step-down");

        assertThat(answer.status()).isEqualTo(200);
        problem(api.admin().read(id), 404, "not-found");
    }

    private void erase(Person person) {
        others.userErased(person.id(), 2);
        await().until(() -> Database.number(CURRENT, person.id()) == 0 && others.hasHandledAll());
    }

    private static String invite(Person organizer, String id, Person person, boolean standby) {
        return organizer
                .act(id, "organizers", Map.of("userId", person.id(), "standby", standby))
                .text("/id");
    }

    private static String takePart(Person organizer, String id, Person person, boolean standby) {
        String part = invite(organizer, id, person, standby);
        assertThat(person.act(id, "organizers/" + part + "/accept").status()).isEqualTo(200);
        return part;
    }

    private static String lead(Person person, String id) {
        return person.read(id).text("/organizers/0/id");
    }

    /** The person's part in the workshop, with its history, as somebody sees it. */
    private static JsonNode partOf(Person person, Person reader, String id) {
        return reader.get(Api.WORKSHOPS + "/" + id + "/organizers")
                .body()
                .get("items")
                .valueStream()
                .filter(part -> part.get("userId").asString().equals(person.id().toString()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<String, Object>> broughtBy(String organizer) {
        return List.of(Map.of("code", "apron", "broughtBy", organizer), Map.of("code", "laptop"));
    }
}
