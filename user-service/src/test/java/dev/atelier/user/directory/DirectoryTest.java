package dev.atelier.user.directory;

import static dev.atelier.user.AnswerAssert.assertThatAnswer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.paging.Cursor;
import dev.atelier.user.Database;
import dev.atelier.user.Person;
import dev.atelier.user.UserServiceTest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The list of users, over real HTTP with a real database. */
@UserServiceTest
class DirectoryTest {

    @LocalServerPort int port;
    private Person admin;

    /** In every address of this test, so that it finds its own people only. */
    private final String tag = "t" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void comes() {
        admin = Person.admin(port);
    }

    @Test
    void showsEverythingThatIsVisibleToAdmin() {
        Person ada = registered("Ada");

        ResponseEntity<JsonNode> answer = list(tag, 100, null);

        assertThatAnswer(answer).hasStatus(200);
        assertThat(answer.getBody().propertyNames()).containsExactlyInAnyOrder("items", "next");
        assertThat(answer.getBody().get("next").isNull()).isTrue();
        assertThat(answer.getBody().get("items")).containsExactly(ada.me().getBody());
    }

    @Test
    void showsThoseWhoAreDeactivated() {
        Person ada = registered("Ada");
        admin.post("/api/v1/users/" + ada.id() + "/deactivate");

        assertThatAnswer(list(tag, 100, null)).has("items/0/status", "DEACTIVATED");
    }

    @Test
    void listsLastRegisteredFirstPageByPage() {
        List<String> ids = registeredIds(7);

        assertThat(walk(tag, 3)).isEqualTo(ids.reversed());
        assertThat(walk(tag, 7)).isEqualTo(ids.reversed());
        assertThat(walk(tag, 100)).isEqualTo(ids.reversed());
        assertThat(list("", 2, null).getBody().get("items")).hasSize(2);
        assertThat(list("", 2, null).getBody().get("next").isNull()).isFalse();
    }

    @Test
    void missesAndRepeatsNobodyWhileOthersComeAndChange() {
        Person ada = registered("Ada");
        List<String> ids = registeredIds(5);
        JsonNode first = list(tag, 3, null).getBody();

        registeredIds(2);
        ada.save(profile(ada, "Zoe"), "\"1\"");

        List<String> rest = ids(list(tag, 100, first.get("next").asString()).getBody());
        assertThat(ids(first)).isEqualTo(ids.reversed().subList(0, 3));
        assertThat(rest).containsExactly(ids.get(1), ids.get(0), ada.id().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ada          | true
                    ADA LOVELACE | true
                    love         | true
                    lace         | true
                    ÉMILIE       | true
                    émilie       | true
                    %            | false
                    _            | false
                    \\           | false
                    O'Émilie     | true
                    babbage      | false
                    """)
    void findsPartsOfNamesInAnyCase(String q, boolean found) {
        Person ada = registered("Ada Lovelace O'Émilie");

        List<String> ids = walk(q, 100);

        assertThat(ids.contains(ada.id().toString())).isEqualTo(found);
    }

    @Test
    void findsPartsOfAddressesInAnyCase() {
        Person ada = registered("Ada");

        assertThat(walk((tag + "." + ada.email()).toUpperCase(), 100))
                .containsExactly(ada.id().toString());
        assertThat(walk(ada.id() + "@exam", 100)).containsExactly(ada.id().toString());
        assertThat(walk("  " + ada.id() + " ", 100)).containsExactly(ada.id().toString());
        assertThat(walk("ada" + tag, 100)).isEmpty();
        assertThat(walk("ada " + tag, 100)).isEmpty();
    }

    @Test
    void isForAdminsOnly() {
        Person ada = registered("Ada");
        Person nobody = new Person(UUID.randomUUID(), Person.withoutToken(port));

        assertThatAnswer(ada.get("/api/v1/users")).isProblem(403, "forbidden");
        assertThatAnswer(ada.get("/api/v1/users?q=" + ada.email())).isProblem(403, "forbidden");
        assertThatAnswer(Person.program(port, "contact:read").get("/api/v1/users"))
                .isProblem(403, "forbidden");
        assertThatAnswer(nobody.get("/api/v1/users")).isProblem(401, "unauthenticated");
        assertThatAnswer(admin.post("/api/v1/users")).isProblem(405, "method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "\u0085a\u0085a"})
    void refusesWhatNobodyIsCalled(String q) {
        assertThatAnswer(list(q, 20, null)).isProblem(400, "invalid-request").pointsAt("/q");
        assertThatAnswer(list("a".repeat(255), 20, null)).isProblem(400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, -1})
    void refusesLimitsOutOfBounds(int limit) {
        assertThatAnswer(list("", limit, null))
                .isProblem(400, "invalid-request")
                .pointsAt("/limit");
    }

    @Test
    void refusesCursorsOfOthers() {
        registeredIds(3);
        String cursor = list(tag, 2, null).getBody().get("next").asString();
        String id = UUID.randomUUID().toString();

        assertThatAnswer(list("", 2, cursor)).isProblem(400, "invalid-cursor");
        assertThatAnswer(list(tag, 2, cursor + "a")).isProblem(400, "invalid-cursor");
        for (List<String> key :
                List.of(
                        List.of("2027-01-01T00:00:00Z", "no-id"),
                        List.of("2027-01-01T99:00:00Z", id),
                        List.of("0000-01-01T00:00:00Z", id),
                        List.of("+999999999-01-01T00:00:00Z", id),
                        List.of("soon", id),
                        List.of(id))) {
            assertThatAnswer(list(tag, 2, new Cursor("users " + tag, key).encode()))
                    .isProblem(400, "invalid-cursor");
        }
    }

    @Test
    void readsAlongTheIndexThatSorts() {
        String plan =
                Database.rows(
                                """
                                EXPLAIN SELECT id FROM users
                                 WHERE (created_at, id) < (now(), ?)
                                 ORDER BY created_at DESC, id DESC LIMIT 21
                                """,
                                UUID.randomUUID())
                        .toString();

        assertThat(plan).contains("Backward using users_registration").doesNotContain("Sort");
    }

    private List<String> walk(String q, int limit) {
        List<String> ids = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ResponseEntity<JsonNode> answer = list(q, limit, cursor.orElse(null));
            assertThatAnswer(answer).hasStatus(200);
            ids.addAll(ids(answer.getBody()));
            cursor = answer.getBody().get("next").asStringOpt();
        } while (cursor.isPresent());
        return ids;
    }

    private ResponseEntity<JsonNode> list(String q, int limit, String cursor) {
        return admin.client()
                .get()
                .uri(
                        UriComponentsBuilder.fromUriString("/api/v1/users")
                                .queryParam("limit", limit)
                                .queryParamIfPresent("cursor", Optional.ofNullable(cursor))
                                .queryParam("q", "{q}")
                                .encode()
                                .buildAndExpand(q)
                                .toUriString()
                                .transform(uri -> "http://localhost:" + port + uri)
                                .transform(URI::create))
                .exchangeToMono(response -> response.toEntity(JsonNode.class))
                .block();
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items").findValuesAsString("id");
    }

    private List<String> registeredIds(int count) {
        List<String> ids = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            ids.add(registered("Someone " + index).id().toString());
        }
        return ids;
    }

    private Person registered(String name) {
        Person person = Person.newcomer(port);
        assertThatAnswer(person.save(profile(person, name))).hasStatus(201);
        return person;
    }

    private Object profile(Person person, String name) {
        var profile = person.profile("displayName", name);
        profile.put("email", tag + "." + person.email());
        return profile;
    }
}
