package dev.atelier.workshop.calendar;

import static dev.atelier.workshop.Api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.workshop.Api;
import dev.atelier.workshop.Api.Answer;
import dev.atelier.workshop.Api.Person;
import dev.atelier.workshop.RealServiceTest;
import dev.atelier.workshop.Samples;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import java.util.List;
import java.util.Map;
import java.util.UUID;

@RealServiceTest
class CalendarTest {

    @Autowired Api api;

    @Test
    void givesWorkshopToWhoeverIsSignedIn() {
        Map<String, Object> workshop = Samples.complete("Raku, firing");
        workshop.put("onlineUrl", "https://example.org/raku");
        workshop.put("startsAt", "2031-07-01T08:00:00Z");
        workshop.put("endsAt", "2031-07-01T10:30:00Z");
        String id = api.registered("Ada").published(workshop);

        EntityExchangeResult<String> answer = calendar(api.stranger(), id);

        assertThat(answer.getStatus().value()).isEqualTo(200);
        assertThat(answer.getResponseHeaders().getFirst("Content-Type"))
                .isEqualTo("text/calendar;charset=UTF-8");
        assertThat(answer.getResponseHeaders().getFirst("Content-Disposition"))
                .isEqualTo("attachment; filename=\"workshop-%s.ics\"".formatted(id));
        assertThat(lines(answer))
                .contains(
                        "TZID:Europe/Berlin",
                        "UID:" + id,
                        "SEQUENCE:2",
                        "STATUS:CONFIRMED",
                        "SUMMARY:Raku\\, firing",
                        "DESCRIPTION:How it is done",
                        "LOCATION:Kiln room\\, 2nd floor",
                        "URL:https://example.org/raku",
                        "DTSTART;TZID=Europe/Berlin:20310701T100000",
                        "DTEND;TZID=Europe/Berlin:20310701T123000");
    }

    @Test
    void callsOnlineWorkshopsPlaceItsAddress() {
        Map<String, Object> workshop = Samples.complete("Raku firing", "format", "ONLINE");
        workshop.remove("venue");
        workshop.put("onlineUrl", "https://example.org/raku");
        String id = api.registered("Ada").published(workshop);

        assertThat(lines(calendar(api.stranger(), id)))
                .contains("LOCATION:https://example.org/raku", "URL:https://example.org/raku");
    }

    @Test
    void saysThatWorkshopIsCancelled() {
        Person ada = api.registered("Ada");
        String id = ada.published(Samples.complete("Raku firing"));
        ada.act(id, "cancel", Map.of("reason", "The kiln broke"));

        assertThat(lines(calendar(ada, id))).contains("STATUS:CANCELLED", "SEQUENCE:3");
    }

    @Test
    void hidesDraftFromAllButItsOrganizers() {
        Person ada = api.registered("Ada");
        String id = ada.draft(Samples.complete("Raku firing"));

        assertThat(lines(calendar(ada, id))).contains("STATUS:TENTATIVE");
        problem(api.stranger().get(uri(id)), 404, "not-found");
    }

    @Test
    void knowsNothingOfWorkshopWithoutTimeOrOfNone() {
        Person ada = api.registered("Ada");
        String untimed = ada.draft(Map.of("title", "Some day"));

        problem(ada.get(uri(untimed)), 404, "not-found");
        problem(ada.get(uri(UUID.randomUUID().toString())), 404, "not-found");
        problem(ada.get(uri("42")), 404, "not-found");
    }

    @Test
    void isForWhoeverIsSignedInAndTakesCalendars() {
        String id = api.registered("Ada").published(Samples.complete("Raku firing"));

        problem(Answer.of(api.anonymous().get().uri(uri(id))), 401, "unauthenticated");
        problem(
                Answer.of(
                        api.stranger()
                                .client()
                                .get()
                                .uri(uri(id))
                                .header("Accept", "application/json")),
                406,
                "not-acceptable");
    }

    @Test
    void answersNotModifiedUntilItHasChanged() {
        Person ada = api.registered("Ada");
        String id = ada.published(Samples.complete("Raku firing"));
        String tag = calendar(ada, id).getResponseHeaders().getFirst("ETag");
        assertThat(tag).startsWith("\"2.");

        assertThat(statusUnless(tag, ada, id)).isEqualTo(304);

        ada.act(id, "cancel", Map.of("reason", "The kiln broke"));
        assertThat(statusUnless(tag, ada, id)).isEqualTo(200);
    }

    private static int statusUnless(String tag, Person person, String id) {
        return person.client()
                .get()
                .uri(uri(id))
                .header("If-None-Match", tag)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private static EntityExchangeResult<String> calendar(Person person, String id) {
        return person.client()
                .get()
                .uri(uri(id))
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private static List<String> lines(EntityExchangeResult<String> calendar) {
        return calendar.getResponseBody().replace("\r\n ", "").lines().toList();
    }

    private static String uri(String id) {
        return Api.WORKSHOPS + "/" + id + "/calendar.ics";
    }
}
