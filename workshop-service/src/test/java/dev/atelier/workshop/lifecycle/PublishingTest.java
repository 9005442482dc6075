package dev.atelier.workshop.lifecycle;

import static dev.atelier.workshop.Api.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.testing.RealParts;
import dev.atelier.workshop.Api;
import dev.atelier.workshop.Api.Answer;
import dev.atelier.workshop.Api.Person;
import dev.atelier.workshop.OtherServices;
import dev.atelier.workshop.RealServiceTest;
import dev.atelier.workshop.Samples;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

@RealServiceTest
class PublishingTest {

    @Autowired Api api;
    @Autowired OtherServices others;

    @Test
    void publishesAndTellsTheSubscribersItsWholeState() {
        Person ada = api.registered("Ada");
        Map<String, Object> workshop = Samples.complete("Töpfern 🎨");
        workshop.put("description", "Where each kiln stands.");
        String id = ada.draft(workshop);

        Answer published = ada.publish(id);

        assertThat(published.status()).isEqualTo(200);
        assertThat(published.text("/status")).isEqualTo("PUBLISHED");
        assertThat(published.header("ETag")).startsWith("\"2.");
        assertThat(ada.read(id).body()).isEqualTo(published.body());
        JsonNode event = others.received(id);
        assertThat(event.get("type").asString()).isEqualTo("workshop.published.v1");
        assertThat(event.get("source").asString()).isEqualTo("/atelier/workshop-service");
        assertThat(event.get("sequence").asString()).isEqualTo("0000000000000000002");
        assertThat(event.get("data")).isEqualTo(publicState(published.body()));
    }

    @Test
    void namesEverythingThatIsMissing() {
        Person ada = api.registered("Ada");
        String id = ada.draft(Map.of("title", "Raku firing"));

        JsonNode problem = problem(ada.publish(id), 422, "workshop-incomplete");

        assertThat(problem.at("/errors").findValuesAsString("pointer"))
                .containsExactly("/format", "/startsAt", "/endsAt", "/timeZone", "/capacity");
        assertThat(ada.read(id).text("/status")).isEqualTo("DRAFT");
    }

    @Test
    void refusesToPublishTwice() {
        Person ada = api.registered("Ada");
        String id = ada.published(Samples.complete("Raku firing"));

        problem(ada.publish(id), 409, "illegal-transition");
    }

    @Test
    void letsOnlyOneOfManyPublish() throws SQLException {
        Person ada = api.registered("Ada");
        String id = ada.draft(Samples.complete("Raku firing"));

        List<CompletableFuture<Answer>> answers =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> ada.publish(id)))
                        .limit(4)
                        .toList();

        assertThat(answers.stream().map(answer -> answer.join().status()))
                .containsExactlyInAnyOrder(200, 409, 409, 409);
        assertThat(loggedEvents(id)).isEqualTo(1);
    }

    @Test
    void draftMakesNoEvent() throws SQLException {
        assertThat(loggedEvents(api.registered("Ada").draft(Samples.complete("Raku firing"))))
                .isZero();
    }

    @Test
    void doesNotLetStrangersPublishNorKnowOfTheDraft() {
        Person ada = api.registered("Ada");
        String draft = ada.draft(Samples.complete("Raku firing"));
        String published = ada.published(Samples.complete("Glazes"));

        problem(api.stranger().publish(draft), 404, "not-found");
        problem(api.stranger().publish(published), 403, "forbidden");
        problem(api.stranger().publish(UUID.randomUUID().toString()), 404, "not-found");
        assertThat(api.admin().publish(draft).status()).isEqualTo(200);
    }

    @Test
    void doesNotLetTheDeactivatedPublish() {
        Person ada = api.registered("Ada");
        String id = ada.draft(Samples.complete("Raku firing"));
        others.userChanged(ada.id(), 2, "Ada", "DEACTIVATED");
        await().until(() -> ada.post(Map.of("title", "Another")).status() == 403);

        problem(ada.publish(id), 403, "user-deactivated");
        assertThat(ada.read(id).status()).isEqualTo(200);
    }

    /** What of an answer is for everybody: no names, no reasons, no seats. */
    private static JsonNode publicState(JsonNode workshop) {
        ObjectNode state = workshop.deepCopy().asObject();
        state.remove(Set.of("seats", "cancellation"));
        state.get("organizers")
                .forEach(organizer -> organizer.asObject().remove(Set.of("displayName", "reason")));
        assertThat(new TreeSet<>(state.propertyNames())).hasSize(23);
        return state;
    }

    private static long loggedEvents(String subject) throws SQLException {
        try (var connection = RealParts.database("workshop-service").connect();
                var query =
                        connection.prepareStatement(
                                "SELECT count(*) FROM workshops.event_log WHERE subject = ?")) {
            query.setObject(1, UUID.fromString(subject));
            var rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }
}
