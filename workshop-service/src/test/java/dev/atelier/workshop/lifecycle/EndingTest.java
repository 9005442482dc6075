package dev.atelier.workshop.lifecycle;

import static dev.atelier.workshop.Api.problem;

import static org.assertj.core.api.Assertions.assertThat;

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

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@RealServiceTest
class EndingTest {

    private static final Map<String, Object> BROKEN = Map.of("reason", "Kiln broken");

    @Autowired Api api;
    @Autowired OtherServices others;

    @Test
    void deletesDraftOnce() {
        Person ada = api.registered("Ada");
        String id = ada.draft(Samples.complete("Raku firing"));

        problem(api.stranger().delete(id), 404, "not-found");
        assertThat(ada.delete(id).status()).isEqualTo(204);
        problem(ada.delete(id), 404, "not-found");
        problem(ada.read(id), 404, "not-found");
    }

    @Test
    void deletesDraftWithWhatItsOrganizersBringAlong() {
        Person ada = api.registered("Ada");
        Answer draft = ada.post(Samples.complete("Raku firing"));
        Map<String, Object> kiln =
                Map.of("code", "kiln", "broughtBy", draft.text("/organizers/0/id"));
        Map<String, Object> revision =
                Samples.complete("Raku firing", "requirements", List.of(kiln));
        assertThat(ada.put(draft.text("/id"), revision, "*").status()).isEqualTo(200);

        assertThat(ada.delete(draft.text("/id")).status()).isEqualTo(204);
    }

    @Test
    void deletesNothingThatWasPublished() {
        Person ada = api.registered("Ada");
        String id = ada.published(Samples.complete("Raku firing"));

        problem(ada.delete(id), 409, "workshop-not-draft");
        problem(api.stranger().delete(id), 403, "forbidden");
        assertThat(ada.read(id).status()).isEqualTo(200);
    }

    @Test
    void cancelsWithReasonThatSubscribersAreNotTold() {
        Person ada = api.registered("Ada");
        String id = ada.published(Samples.complete("Raku firing"));

        Answer cancelled = ada.act(id, "cancel", BROKEN);

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text("/status")).isEqualTo("CANCELLED");
        assertThat(cancelled.text("/cancellation/reason")).isEqualTo("Kiln broken");
        assertThat(ada.read(id).body()).isEqualTo(cancelled.body());
        JsonNode event = others.received(id, 2).getLast();
        assertThat(event.get("type").asString()).isEqualTo("workshop.cancelled.v1");
        assertThat(event.at("/data/status").asString()).isEqualTo("CANCELLED");
        assertThat(event.toString()).doesNotContain("Kiln broken");
    }

    @Test
    void cancelsOnlyWithReasonAndOnlyWhatIsPublished() {
        Person ada = api.registered("Ada");
        String draft = ada.draft(Samples.complete("Raku firing"));
        String published = ada.published(Samples.complete("Raku firing"));

        problem(ada.act(published, "cancel", Map.of("reason", " ")), 400, "invalid-request");
        problem(ada.act(published, "cancel", Map.of()), 400, "invalid-request");
        problem(api.stranger().act(published, "cancel", BROKEN), 403, "forbidden");
        problem(api.stranger().act(draft, "cancel", BROKEN), 404, "not-found");
        problem(ada.act(draft, "cancel", BROKEN), 409, "illegal-transition");
        ada.act(published, "cancel", BROKEN);
        problem(ada.act(published, "cancel", BROKEN), 409, "illegal-transition");
        problem(ada.publish(published), 409, "illegal-transition");
    }

    @Test
    void completesOnlyWhatIsOver() throws SQLException {
        Person ada = api.registered("Ada");
        String id = ada.published(Samples.complete("Raku firing"));

        problem(ada.act(id, "complete"), 409, "illegal-transition");
        letPass(id);
        problem(api.stranger().act(id, "complete"), 403, "forbidden");
        Answer completed = ada.act(id, "complete");

        assertThat(completed.status()).isEqualTo(200);
        assertThat(completed.text("/status")).isEqualTo("COMPLETED");
        assertThat(others.received(id, 2).getLast().get("type").asString())
                .isEqualTo("workshop.completed.v1");
        problem(ada.act(id, "complete"), 409, "illegal-transition");
        problem(ada.act(id, "cancel", BROKEN), 409, "illegal-transition");
    }

    /** Moves the workshop into the past, which nobody can do from outside. */
    private static void letPass(String id) throws SQLException {
        try (var connection = RealParts.database("workshop-service").connect();
                var update =
                        connection.prepareStatement(
                                """
                                UPDATE workshops.workshop
                                   SET starts_at = starts_at - interval '1 year',
                                       ends_at = ends_at - interval '1 year'
                                 WHERE id = ?
                                """)) {
            update.setObject(1, UUID.fromString(id));
            update.executeUpdate();
        }
    }
}
