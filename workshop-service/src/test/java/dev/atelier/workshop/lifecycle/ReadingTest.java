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

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.UUID;

@RealServiceTest
class ReadingTest {

    @Autowired Api api;
    @Autowired OtherServices others;

    @Test
    void hidesDraftFromAllButItsOrganizersAndAdmins() {
        Person ada = api.registered("Ada");
        String draft = ada.draft(Samples.complete("Raku firing"));

        assertThat(ada.read(draft).status()).isEqualTo(200);
        assertThat(api.admin().read(draft).status()).isEqualTo(200);
        problem(api.stranger().read(draft), 404, "not-found");
    }

    @Test
    void showsPublishedWorkshopToEverybody() {
        String published = api.registered("Ada").published(Samples.complete("Raku firing"));

        assertThat(api.stranger().read(published).status()).isEqualTo(200);
        problem(
                Answer.of(api.anonymous().get().uri(Api.WORKSHOPS + "/" + published)),
                401,
                "unauthenticated");
    }

    @Test
    void knowsNothingOfAnUnknownOrImpossibleId() {
        problem(api.stranger().read(UUID.randomUUID().toString()), 404, "not-found");
        problem(api.stranger().read("42"), 404, "not-found");
    }

    @Test
    void answersNotModifiedUntilSomethingShownHasChanged() {
        Person ada = api.registered("Ada");
        String id = ada.published(Samples.complete("Raku firing"));
        String tag = ada.read(id).header("ETag");

        assertThat(readUnless(tag, ada, id)).isEqualTo(304);

        others.seatsChanged(id, 1, 12, 5);
        await().until(() -> readUnless(tag, ada, id) == 200);
        String withSeats = ada.read(id).header("ETag");
        others.userChanged(ada.id(), 2, "Ada Lovelace", "ACTIVE");
        await().until(() -> readUnless(withSeats, ada, id) == 200);

        Answer now = ada.read(id);
        assertThat(now.header("ETag")).startsWith("\"2.");
        assertThat(now.text("/version")).isEqualTo("2");
        assertThat(now.text("/seats/enrolled")).isEqualTo("5");
        assertThat(now.text("/seats/free")).isEqualTo("7");
        assertThat(now.text("/organizers/0/displayName")).isEqualTo("Ada Lovelace");
    }

    private static int readUnless(String tag, Person person, String id) {
        return person.client()
                .get()
                .uri(Api.WORKSHOPS + "/" + id)
                .header("If-None-Match", tag)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }
}
