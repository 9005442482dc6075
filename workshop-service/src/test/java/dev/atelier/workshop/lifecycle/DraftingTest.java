package dev.atelier.workshop.lifecycle;

import static dev.atelier.workshop.Api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.workshop.Api;
import dev.atelier.workshop.Api.Answer;
import dev.atelier.workshop.Api.Person;
import dev.atelier.workshop.OtherServices;
import dev.atelier.workshop.RealServiceTest;
import dev.atelier.workshop.Samples;

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
class DraftingTest {

    @Autowired Api api;
    @Autowired OtherServices others;

    @Test
    void draftsWorkshopOfWhichOnlyTheTitleIsKnown() {
        Person ada = api.registered("Ada");

        Answer answer = ada.post(Map.of("title", "Raku firing"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/workshops/" + answer.text("/id"));
        assertThat(answer.header("ETag")).matches("\"1\\.[0-9a-f]+\"");
        JsonNode workshop = answer.body();
        assertThat(workshop.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "title",
                        "summary",
                        "description",
                        "language",
                        "format",
                        "venue",
                        "onlineUrl",
                        "startsAt",
                        "endsAt",
                        "timeZone",
                        "enrollmentOpensAt",
                        "enrollmentClosesAt",
                        "capacity",
                        "minParticipants",
                        "waitlist",
                        "status",
                        "cancellation",
                        "staffing",
                        "seats",
                        "requirements",
                        "organizers",
                        "version",
                        "createdAt",
                        "updatedAt");
        assertThat(answer.text("/status")).isEqualTo("DRAFT");
        assertThat(answer.text("/language")).isEqualTo("en");
        assertThat(answer.text("/waitlist/mode")).isEqualTo("AUTO");
        assertThat(answer.text("/waitlist/offerTtl")).isEqualTo("PT24H");
        assertThat(answer.text("/staffing")).isEqualTo("STAFFED");
        assertThat(answer.text("/seats/free")).isEqualTo("0");
        assertThat(answer.text("/organizers/0/userId")).isEqualTo(ada.id().toString());
        assertThat(answer.text("/organizers/0/displayName")).isEqualTo("Ada");
        assertThat(answer.text("/organizers/0/role")).isEqualTo("LEAD");
        assertThat(answer.text("/organizers/0/status")).isEqualTo("ACTIVE");
    }

    @Test
    void keepsAllThatIsGivenAndAnswersWithWhatIsStored() {
        Person ada = api.registered("Ada");
        Map<String, Object> workshop = Samples.complete("Töpfern für Anfänger 🎨");
        workshop.put("description", "Zwei Stunden.\nMit Brand.");
        workshop.put("language", "de-ch");
        workshop.put("format", "HYBRID");
        workshop.put("onlineUrl", "https://meet.example/raku?x=1");
        workshop.put("startsAt", "2027-03-01T10:00:00.123456789+01:00");
        workshop.put("endsAt", "2027-03-01T11:00:00Z");
        workshop.put("enrollmentOpensAt", "2027-01-01T00:00:00Z");
        workshop.put("enrollmentClosesAt", "2027-02-01T00:00:00Z");
        workshop.put("minParticipants", 4);
        workshop.put("waitlist", Map.of("mode", "OFFER", "offerTtl", "P1D"));
        workshop.put(
                "requirements",
                List.of(
                        Map.of("code", "wheel-basics", "kind", "SKILL", "mandatory", false),
                        Map.of("code", "apron", "audience", "ORGANIZER", "description", "Own")));

        Answer drafted = ada.post(workshop);

        assertThat(drafted.text("/language")).isEqualTo("de-CH");
        assertThat(drafted.text("/startsAt")).isEqualTo("2027-03-01T09:00:00.123456Z");
        assertThat(drafted.text("/waitlist/offerTtl")).isEqualTo("PT24H");
        assertThat(drafted.text("/requirements/0/code")).isEqualTo("wheel-basics");
        assertThat(drafted.text("/requirements/0/mandatory")).isEqualTo("false");
        assertThat(drafted.text("/requirements/1/audience")).isEqualTo("ORGANIZER");
        assertThat(drafted.text("/seats/free")).isEqualTo("12");
        assertThat(ada.read(drafted.text("/id")).body()).isEqualTo(drafted.body());
    }

    @Test
    void namesEveryWrongField() {
        Answer answer =
                api.registered("Ada")
                        .post("{\"title\":\"\\u0000\",\"capacity\":0,\"startsAt\":\"soon\"}");

        JsonNode problem = problem(answer, 400, "invalid-request");
        assertThat(problem.at("/errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/title", "/capacity", "/startsAt");
    }

    @Test
    void refusesFieldsThatItDoesNotKnowOrThatAreReadOnly() {
        Person ada = api.registered("Ada");

        for (String field : List.of("titel", "status", "id", "version", "seats")) {
            JsonNode problem =
                    problem(ada.post(Map.of("title", "Raku", field, "x")), 400, "invalid-request");
            assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/" + field);
        }
    }

    @Test
    void answersWhatIsWrongInTheOrderOfTheContract() {
        var anonymous =
                api.anonymous()
                        .post()
                        .uri(Api.WORKSHOPS)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{");
        problem(Answer.of(anonymous), 401, "unauthenticated");
        problem(
                Answer.of(
                        api.stranger()
                                .client()
                                .post()
                                .uri(Api.WORKSHOPS)
                                .contentType(MediaType.TEXT_PLAIN)
                                .bodyValue("{")),
                415,
                "unsupported-media-type");
        problem(api.stranger().post("{\"title\":\"\"}"), 400, "invalid-request");
    }

    @Test
    void refusesSomeoneWhoHasNotRegistered() {
        Answer answer = api.stranger().post(Map.of("title", "Raku firing"));

        assertThat(problem(answer, 409, "user-not-registered").get("nextStep").asString())
                .contains("PUT /api/v1/users/me");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void waitsForSomeoneWhoHasJustRegistered() {
        Person ada = api.stranger();
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> ada.post(Map.of("title", "Raku firing")));

        others.userChanged(ada.id(), 1, "Ada", "ACTIVE");

        assertThat(answer.join().status()).isEqualTo(201);
    }

    @Test
    void refusesTheDeactivatedAndTheErased() {
        UUID deactivated = UUID.randomUUID();
        UUID erased = UUID.randomUUID();
        others.userChanged(deactivated, 2, "Ada", "DEACTIVATED");
        others.userChanged(erased, 2, null, "ERASED");

        Map<String, Object> workshop = Map.of("title", "Raku firing");
        problem(api.person(deactivated).post(workshop), 403, "user-deactivated");
        problem(api.person(erased).post(workshop), 409, "user-not-registered");
    }

    @Test
    void answersRepeatedRequestWithTheSameWorkshopAsItIsNow() {
        Person ada = api.registered("Ada");
        Answer first = ada.post(Samples.complete("Raku firing"), "a-key");
        ada.publish(first.text("/id"));

        Answer again = ada.post(Samples.complete("Raku firing"), "a-key");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(again.text("/status")).isEqualTo("PUBLISHED");
        assertThat(again.header("ETag")).startsWith("\"2.");
    }

    @Test
    void draftsOneWorkshopForTheSameRequestSentManyTimesAtOnce() {
        Person ada = api.registered("Ada");
        Map<String, Object> workshop = Samples.complete("Raku firing");

        List<CompletableFuture<Answer>> answers =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> ada.post(workshop, "k")))
                        .limit(4)
                        .toList();

        assertThat(answers.stream().map(answer -> answer.join().status()))
                .containsExactlyInAnyOrder(201, 200, 200, 200);
        assertThat(answers.stream().map(answer -> answer.join().text("/id")).distinct()).hasSize(1);
        assertThat(ada.get(Api.WORKSHOPS + "?organizer=me").body().get("items")).hasSize(1);
    }

    @Test
    void refusesKeyOfAnotherRequestButNotOfAnotherCaller() {
        Person ada = api.registered("Ada");
        ada.post(Map.of("title", "Raku firing"), "key");

        problem(ada.post(Map.of("title", "Glazes"), "key"), 422, "idempotency-key-reused");
        assertThat(api.registered("Bo").post(Map.of("title", "Glazes"), "key").status())
                .isEqualTo(201);
    }

    @Test
    void refusesKeyThatIsNone() {
        problem(
                api.registered("Ada").post(Map.of("title", "Raku"), "x".repeat(256)),
                400,
                "invalid-request");
    }
}
