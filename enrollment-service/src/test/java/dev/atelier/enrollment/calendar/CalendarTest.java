package dev.atelier.enrollment.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.enrollment.EnrollmentServiceTest;
import dev.atelier.enrollment.Scene;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A user's calendar over HTTP, with a token and behind a link. */
@EnrollmentServiceTest
@ExtendWith(OutputCaptureExtension.class)
class CalendarTest {

    private static final String MINE = "/api/v1/users/me/calendar.ics";
    private static final String LINK = "/api/v1/users/me/calendar-link";
    private static final Instant START = Instant.parse("2031-07-01T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @LocalServerPort int port;
    @Autowired DatabaseClient database;

    private Scene scene;
    private UUID ada;

    @BeforeEach
    void comes() {
        scene = new Scene(port, database);
        ada = scene.user();
    }

    @Test
    void holdsAllThatUserIsEnrolledIn() {
        UUID later = scene.workshop("Glass", START.plus(Duration.ofDays(2)), 1);
        UUID workshop = scene.workshop("Raku firing", START, 1);
        UUID waiting = scene.workshop("Weaving", START.plus(Duration.ofDays(4)), 1);
        UUID left = scene.workshop("Bread", START.plus(Duration.ofDays(6)), 1);
        scene.signUp(waiting, scene.user());
        scene.signUp(later, ada);
        scene.signUp(workshop, ada);
        scene.signUp(waiting, ada);
        scene.cancel(scene.signUp(left, ada), ada);
        scene.signUp(scene.workshop("Not hers", START, 1), scene.user());

        EntityExchangeResult<String> answer = calendar(scene.client(ada).get().uri(MINE));

        assertThat(answer.getResponseHeaders().getFirst("Content-Type"))
                .isEqualTo("text/calendar;charset=UTF-8");
        assertThat(lines(answer))
                .contains("NAME:Atelier", "X-PUBLISHED-TTL:PT1H")
                .filteredOn(line -> line.startsWith("UID:") || line.startsWith("DTSTART:"))
                .containsExactly(
                        "UID:" + workshop,
                        "DTSTART:20310701T080000Z",
                        "UID:" + later,
                        "DTSTART:20310703T080000Z");
    }

    @Test
    void showsWhatWorkshopsNewsSay() {
        UUID workshop = scene.workshop("Raku firing", START, 5);
        scene.signUp(workshop, ada);
        Map<String, Object> news = news(workshop);

        scene.tell("workshop.changed.v1", workshop, 9, news);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(mine())
                                        .contains(
                                                "SEQUENCE:9",
                                                "STATUS:CONFIRMED",
                                                "SUMMARY:Raku\\, firing",
                                                "DESCRIPTION:How it is done",
                                                "LOCATION:Kiln room\\; 2nd floor",
                                                "URL:https://example.org/raku",
                                                "DTSTART;TZID=Europe/Berlin:20310701T100000"));
        news.put("timeZone", "Mars/Olympus_Mons");
        news.remove("venue");
        scene.tell("workshop.changed.v1", workshop, 10, news);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(mine())
                                        .contains(
                                                "SEQUENCE:10",
                                                "LOCATION:https://example.org/raku",
                                                "DTSTART:20310701T080000Z"));
    }

    @Test
    void answersNotModifiedUntilSomethingHasChanged() {
        scene.signUp(scene.workshop("Raku firing", START, 5), ada);
        String tag =
                calendar(scene.client(ada).get().uri(MINE)).getResponseHeaders().getFirst("ETag");

        assertThat(statusUnless(tag)).isEqualTo(304);

        scene.signUp(scene.workshop("Glass", START.plus(Duration.ofDays(2)), 5), ada);
        assertThat(statusUnless(tag)).isEqualTo(200);
    }

    @Test
    void opensToWhoeverHasLink() {
        UUID workshop = scene.workshop("Raku firing", START, 5);
        scene.signUp(workshop, ada);

        JsonNode link = scene.call(ada, HttpMethod.POST, LINK, 201);

        assertThat(link.propertyNames()).containsExactly("url", "createdAt");
        assertThat(link.get("url").asString()).matches("/api/v1/calendars/[A-Za-z0-9_-]{43}\\.ics");
        assertThat(lines(calendar(linked(secret(link))))).contains("UID:" + workshop);
    }

    @Test
    void replacesLinkByNewOne() {
        String first = secret(scene.call(ada, HttpMethod.POST, LINK, 201));

        String second = secret(scene.call(ada, HttpMethod.POST, LINK, 201));

        assertThat(second).isNotEqualTo(first);
        leadsNowhere(first);
        opens(second);
    }

    @Test
    void revokesLink() {
        String secret = secret(scene.call(ada, HttpMethod.POST, LINK, 201));
        String anothers = secret(scene.call(scene.user(), HttpMethod.POST, LINK, 201));

        scene.call(ada, HttpMethod.DELETE, LINK, 204);
        scene.call(ada, HttpMethod.DELETE, LINK, 204);

        leadsNowhere(secret);
        opens(anothers);
    }

    @Test
    void tellsSecretOnceThoughRequestIsRepeated() {
        EntityExchangeResult<JsonNode> first = linkWithKey("a-key");
        String secret = secret(first.getResponseBody());
        assertThat(first.getStatus().value()).isEqualTo(201);
        assertThat(first.getResponseHeaders().getCacheControl()).isEqualTo("no-store");
        assertThat(first.getResponseHeaders().getFirst("Location"))
                .isEqualTo(first.getResponseBody().get("url").asString());

        EntityExchangeResult<JsonNode> again = linkWithKey("a-key");

        assertThat(again.getStatus().value()).isEqualTo(200);
        assertThat(again.getResponseHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.getResponseBody().get("url").isNull()).isTrue();
        assertThat(again.getResponseBody().get("createdAt"))
                .isEqualTo(first.getResponseBody().get("createdAt"));
        opens(secret);

        linkWithKey("another-key");
        assertThat(linkWithKey("a-key").getStatus().value()).isEqualTo(404);
    }

    @Test
    void keepsAndWritesDownNoSecret(CapturedOutput output) {
        String secret = secret(scene.call(ada, HttpMethod.POST, LINK, 201));
        opens(secret);
        String kept =
                database.sql(
                                """
                                SELECT encode(secret_hash, 'escape') || encode(secret_hash, 'hex')
                                  FROM calendar_link WHERE user_id = $1
                                """)
                        .bind("$1", ada)
                        .mapValue(String.class)
                        .one()
                        .block();

        assertThat(kept).doesNotContain(secret);
        assertThat(new CalendarSecret(secret).toString()).doesNotContain(secret);
        assertThat(output).doesNotContain(secret);
    }

    @Test
    void leadsNowhereWithoutSecretOrWithWrongOne() {
        leadsNowhere("x".repeat(43));
        leadsNowhere("");
        assertThat(status(scene.anonymous().get().uri("/api/v1/calendars/linked.ics")))
                .isEqualTo(404);
    }

    @Test
    void leadsNowhereForWhoIsDeactivatedOrHasLeft() {
        String secret = secret(scene.call(ada, HttpMethod.POST, LINK, 201));

        scene.tell("user.deactivated.v1", ada, 2, person("DEACTIVATED"));
        await().atMost(PATIENCE).untilAsserted(() -> leadsNowhere(secret));
        assertThat(Scene.slug(scene.call(ada, HttpMethod.POST, LINK, 403)))
                .isEqualTo("user-deactivated");

        scene.tell("user.reactivated.v1", ada, 3, person("ACTIVE"));
        await().atMost(PATIENCE).untilAsserted(() -> opens(secret));

        scene.tell("user.erased.v1", ada, 4, person("ERASED"));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                database.sql(
                                                                """
                                                                SELECT count(*) FROM calendar_link
                                                                 WHERE user_id = $1
                                                                """)
                                                        .bind("$1", ada)
                                                        .mapValue(Long.class)
                                                        .one()
                                                        .block())
                                        .isZero());
        leadsNowhere(secret);
        assertThat(Scene.slug(scene.call(ada, HttpMethod.POST, LINK, 409)))
                .isEqualTo("user-not-registered");
    }

    @Test
    void isOtherwiseForWhoeverIsSignedIn() {
        assertThat(status(scene.anonymous().get().uri(MINE))).isEqualTo(401);
        assertThat(status(scene.anonymous().post().uri(LINK))).isEqualTo(401);
        assertThat(status(scene.anonymous().get().uri("/api/v1/calendars/other.ics")))
                .isEqualTo(401);
        scene.call(ada, HttpMethod.GET, LINK, 405);
    }

    private static Map<String, Object> news(UUID workshop) {
        Map<String, Object> news = new HashMap<>();
        news.put("id", workshop);
        news.put("title", "Raku, firing");
        news.put("summary", "How it is done");
        news.put("venue", "Kiln room; 2nd floor");
        news.put("onlineUrl", "https://example.org/raku");
        news.put("status", "PUBLISHED");
        news.put("startsAt", START.toString());
        news.put("endsAt", START.plusSeconds(3600).toString());
        news.put("timeZone", "Europe/Berlin");
        news.put("capacity", 5);
        news.put("waitlist", Map.of("mode", "AUTO", "offerTtl", "PT24H"));
        news.put("requirements", List.of());
        news.put("organizers", List.of());
        return news;
    }

    private Map<String, Object> person(String status) {
        return Map.of("id", ada, "status", status, "capabilities", List.of());
    }

    private List<String> mine() {
        return lines(calendar(scene.client(ada).get().uri(MINE)));
    }

    private EntityExchangeResult<JsonNode> linkWithKey(String key) {
        return scene.client(ada)
                .post()
                .uri(LINK)
                .header("Idempotency-Key", key)
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult();
    }

    private int statusUnless(String tag) {
        return status(scene.client(ada).get().uri(MINE).header("If-None-Match", tag));
    }

    private void opens(String secret) {
        assertThat(status(linked(secret))).isEqualTo(200);
    }

    private void leadsNowhere(String secret) {
        assertThat(status(linked(secret))).isEqualTo(404);
    }

    /** As the gateway passes it on. */
    private WebTestClient.RequestHeadersSpec<?> linked(String secret) {
        return scene.anonymous()
                .get()
                .uri("/api/v1/calendars/linked.ics")
                .header("Calendar-Secret", secret);
    }

    private static String secret(JsonNode link) {
        String url = link.get("url").asString();
        return url.substring(url.lastIndexOf('/') + 1, url.length() - ".ics".length());
    }

    private static int status(WebTestClient.RequestHeadersSpec<?> request) {
        return request.exchange().expectBody().returnResult().getStatus().value();
    }

    private static EntityExchangeResult<String> calendar(
            WebTestClient.RequestHeadersSpec<?> request) {
        EntityExchangeResult<String> answer =
                request.exchange().expectBody(String.class).returnResult();
        assertThat(answer.getStatus().value()).isEqualTo(200);
        return answer;
    }

    private static List<String> lines(EntityExchangeResult<String> calendar) {
        return calendar.getResponseBody().replace("\r\n ", "").lines().toList();
    }
}
