package dev.atelier.enrollment.mine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.EnrollmentServiceTest;
import dev.atelier.enrollment.Scene;
import dev.atelier.testing.TestIssuer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** One's participations over HTTP. */
@EnrollmentServiceTest
class ParticipationsTest {

    private static final String PARTICIPATIONS = "/api/v1/users/me/participations";
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(30));

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
    void showsParticipantWithWorkshop() {
        UUID workshop = scene.workshop("Raku firing", START, 1);
        scene.signUp(workshop, scene.user());
        scene.signUp(workshop, scene.user());
        JsonNode participant = scene.signUp(workshop, ada);
        scene.run("UPDATE known_workshop SET time_zone = 'Asia/Tokyo' WHERE id = $1", workshop);

        JsonNode list = scene.get(ada, PARTICIPATIONS, 200);

        assertThat(list.get("next").isNull()).isTrue();
        assertThat(list.get("items")).hasSize(1);
        JsonNode item = list.at("/items/0");
        for (String name : participant.propertyNames()) {
            assertThat(item.get(name)).as(name).isEqualTo(participant.get(name));
        }
        assertThat(item.get("status").asString()).isEqualTo("WAITLISTED");
        assertThat(item.get("waitlistPosition").asInt()).isEqualTo(2);
        assertThat(item.get("workshop").toString())
                .isEqualTo(
                        """
                        {"id":"%s","title":"Raku firing","startsAt":"%s","endsAt":"%s",\
                        "timeZone":"Asia/Tokyo","status":"PUBLISHED"}\
                        """
                                .formatted(workshop, START, START.plusSeconds(3600)));
    }

    @Test
    void showsNobodyElses() {
        scene.signUp(scene.workshop("Raku firing", START, 1), scene.user());

        assertThat(titles("")).isEmpty();
    }

    @Test
    void sortsByTimeAndWithoutItByAge() {
        take("third", START.plus(Duration.ofDays(3)));
        take("first", START.plus(Duration.ofDays(1)));
        take("second", START.plus(Duration.ofDays(2)));
        moveIntoPast(take("earlier", START.plus(Duration.ofDays(5))), 9);
        moveIntoPast(take("earliest", START.plus(Duration.ofDays(6))), 10);
        moveIntoPast(take("latest", START.plus(Duration.ofDays(7))), 1);

        assertThat(titles("?when=upcoming")).containsExactly("first", "second", "third");
        assertThat(titles("?when=past")).containsExactly("latest", "earlier", "earliest");
        assertThat(titles(""))
                .containsExactly("latest", "earliest", "earlier", "second", "first", "third");
    }

    @Test
    void countsAsUpcomingUntilItIsOver() {
        UUID workshop = take("under way", START);
        scene.run(
                """
                UPDATE known_workshop
                   SET during = tstzrange(now() - interval '1 h', now() + interval '1 h')
                 WHERE id = $1
                """,
                workshop);

        assertThat(titles("?when=upcoming")).containsExactly("under way");
        assertThat(titles("?when=past")).isEmpty();
    }

    @Test
    void filtersByStatus() {
        take("kept", START);
        UUID left = scene.workshop("left", START.plus(Duration.ofDays(1)), 5);
        scene.cancel(scene.signUp(left, ada), ada);

        assertThat(titles("?status=ENROLLED")).containsExactly("kept");
        assertThat(titles("?status=CANCELLED&when=upcoming")).containsExactly("left");
        assertThat(titles("?status=OFFERED")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "?when=upcoming&", "?when=past&"})
    void walksThroughAllOnceThoughStartsAreEqual(String query) {
        Random random = new Random(5);
        List<String> taken = new ArrayList<>();
        for (int number = 0; number < 9; number++) {
            UUID workshop = take("w" + number, START.plus(Duration.ofDays(number)));
            if (query.contains("past")) {
                moveIntoPast(workshop, 2 + random.nextInt(2));
            } else {
                scene.run(
                        """
                        UPDATE known_workshop SET during = tstzrange($2, $2 + interval '1 h')
                         WHERE id = $1
                        """,
                        workshop,
                        START.plus(Duration.ofDays(random.nextInt(2))));
            }
            taken.add("w" + number);
        }

        List<String> walked = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = scene.get(ada, PARTICIPATIONS + query + "limit=2" + cursor, 200);
            walked.addAll(titles(page));
            cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asString();
        } while (!cursor.isEmpty());

        assertThat(walked).containsExactlyInAnyOrderElementsOf(taken);
        assertThat(walked).isEqualTo(titles(query + "limit=100"));
    }

    @ParameterizedTest
    @CsvSource({
        "?when=now, invalid-request, /when",
        "?when=ANY, invalid-request, /when",
        "?status=GONE, invalid-request, /status",
        "?limit=0, invalid-request, /limit",
        "?cursor=x, invalid-cursor, ''",
    })
    void refusesWhatIsNotRight(String query, String slug, String pointer) {
        JsonNode problem = scene.get(ada, PARTICIPATIONS + query, 400);

        assertThat(Scene.slug(problem)).isEqualTo(slug);
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void refusesCursorOfAnotherList() {
        take("one", START);
        take("two", START.plus(Duration.ofDays(1)));
        String cursor = scene.get(ada, PARTICIPATIONS + "?limit=1", 200).get("next").asString();

        scene.get(ada, PARTICIPATIONS + "?when=upcoming&cursor=" + cursor, 400);
        scene.get(scene.user(), PARTICIPATIONS + "?cursor=" + cursor, 400);
    }

    @Test
    void isForPeople() {
        String program = TestIssuer.shared().token(claims -> claims.subject("a-program"));

        scene.anonymous().get().uri(PARTICIPATIONS).exchange().expectStatus().isUnauthorized();
        scene.anonymous()
                .get()
                .uri(PARTICIPATIONS)
                .headers(headers -> headers.setBearerAuth(program))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    /** Signs up for a new workshop, which must not clash with another. */
    private UUID take(String title, Instant start) {
        UUID workshop = scene.workshop(title, start, 5);
        scene.signUp(workshop, ada);
        return workshop;
    }

    private void moveIntoPast(UUID workshop, int days) {
        Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(days, ChronoUnit.DAYS);
        scene.run(
                "UPDATE known_workshop SET during = tstzrange($2, $3) WHERE id = $1",
                workshop,
                start,
                start.plusSeconds(3600));
    }

    private List<String> titles(String query) {
        return titles(scene.get(ada, PARTICIPATIONS + query, 200));
    }

    private static List<String> titles(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(item -> item.at("/workshop/title").asString())
                .toList();
    }
}
