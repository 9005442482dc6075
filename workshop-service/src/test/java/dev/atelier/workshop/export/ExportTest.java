package dev.atelier.workshop.export;

import static dev.atelier.workshop.Api.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.workshop.Api;
import dev.atelier.workshop.Api.Answer;
import dev.atelier.workshop.Api.Person;
import dev.atelier.workshop.OtherServices;
import dev.atelier.workshop.RealServiceTest;
import dev.atelier.workshop.Samples;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Map;

/** The export, over real HTTP with a real database. */
@RealServiceTest
class ExportTest {

    private static final String EXPORT = "/api/v1/users/me/export/workshops";

    @Autowired Api api;
    @Autowired OtherServices others;

    @Test
    void holdsPartsWorkshopsEventsAndKeys() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        String own = ada.post(Samples.complete("Raku firing"), "a-key").text("/id");
        ada.publish(own);
        String shared = bo.published(Samples.complete("Glazes"));
        String part = takePart(bo, shared, ada);
        ada.act(shared, "organizers/" + part + "/unavailable", Map.of("reason", "The flu"));
        ada.act(shared, "organizers/" + part + "/step-down");
        bo.put(shared, Samples.complete("Glazes again"), "*");

        JsonNode export = ada.get(EXPORT).body();

        assertThat(export.propertyNames())
                .containsExactly(
                        "exportedAt",
                        "user",
                        "organizing",
                        "workshops",
                        "events",
                        "idempotencyKeys");
        assertThat(Instant.parse(export.get("exportedAt").asString()))
                .isBeforeOrEqualTo(Instant.now());
        assertThat(export.get("user").propertyNames())
                .containsExactly("id", "displayName", "status", "capabilities", "version");
        assertThat(export.at("/user/displayName").asString()).isEqualTo("Ada");
        assertThat(export.at("/user/capabilities/0").asString()).isEqualTo("laptop");
        assertThat(export.at("/organizing").findValuesAsString("title"))
                .containsExactly("Raku firing", "Glazes again");
        JsonNode former = export.at("/organizing/1");
        assertThat(former.get("id").asString()).isEqualTo(part);
        assertThat(former.get("workshopId").asString()).isEqualTo(shared);
        assertThat(former.get("history").findValuesAsString("status"))
                .containsExactly("INVITED", "ACTIVE", "UNAVAILABLE", "STEPPED_DOWN");
        assertThat(former.at("/history/2/reason").asString()).isEqualTo("The flu");
        assertThat(export.get("workshops")).hasSize(1);
        assertThat(export.at("/workshops/0")).isEqualTo(ada.read(own).body());
        assertThat(export.at("/events").findValuesAsString("type"))
                .containsExactly(
                        "workshop.published.v1",
                        "workshop.changed.v1",
                        "organizer.joined.v1",
                        "organizer.unavailable.v1",
                        "organizer.stepped-down.v1");
        assertThat(export.at("/events/0/data/id").asString()).isEqualTo(own);
        assertThat(export.at("/idempotencyKeys")).hasSize(1);
        assertThat(export.at("/idempotencyKeys/0/key").asString()).isEqualTo("a-key");
        assertThat(export.at("/idempotencyKeys/0/resource").asString()).isEqualTo(own);
        assertThat(export.toString()).doesNotContain("\"Bo\"");
    }

    /** Who has left a draft may not see any more what the others make of it. */
    @Test
    void leavesOutTheDraftThatOneHasLeft() {
        Person ada = api.registered("Ada");
        Person bo = api.registered("Bo");
        Answer draft = ada.post(Samples.complete("Raku firing"));
        takePart(ada, draft.text("/id"), bo);
        ada.act(draft.text("/id"), "organizers/" + draft.text("/organizers/0/id") + "/step-down");

        JsonNode export = ada.get(EXPORT).body();

        assertThat(export.at("/organizing/0/status").asString()).isEqualTo("STEPPED_DOWN");
        assertThat(export.get("workshops")).isEmpty();
        assertThat(bo.get(EXPORT).body().get("workshops")).isEmpty();
    }

    @Test
    void isOpenToThoseWhoAreDeactivated() {
        Person ada = api.registered("Ada");
        others.userChanged(ada.id(), 2, "Ada", "DEACTIVATED");

        await().until(() -> ada.get(EXPORT).text("/user/status").equals("DEACTIVATED"));
    }

    @Test
    void isForPeopleWhoAreRegistered() {
        Person ada = api.registered("Ada");
        ada.draft(Samples.complete("Raku firing"));
        others.userErased(ada.id(), 2);
        await().until(others::hasHandledAll);

        problem(ada.get(EXPORT), 404, "user-not-registered");
        problem(api.stranger().get(EXPORT), 404, "user-not-registered");
        problem(Answer.of(api.anonymous().get().uri(EXPORT)), 401, "unauthenticated");
    }

    private static String takePart(Person organizer, String id, Person person) {
        String part = organizer.act(id, "organizers", Map.of("userId", person.id())).text("/id");
        assertThat(person.act(id, "organizers/" + part + "/accept").status()).isEqualTo(200);
        return part;
    }
}
