package dev.atelier.user.profile;

import static dev.atelier.user.AnswerAssert.assertThatAnswer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.user.Person;
import dev.atelier.user.UserServiceTest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The contract's section on users, over real HTTP with a real database. */
@UserServiceTest
class ProfileHttpTest {

    @LocalServerPort int port;
    private Person ada;

    @BeforeEach
    void comes() {
        ada = Person.newcomer(port);
    }

    @Test
    void registersWithWhereaboutsAndState() {
        ResponseEntity<JsonNode> answer = ada.register();

        assertThatAnswer(answer).hasStatus(201).hasTag("\"1\"");
        assertThat(answer.getHeaders().getLocation()).hasToString("/api/v1/users/" + ada.id());
        JsonNode user = answer.getBody();
        assertThat(user.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "displayName",
                        "email",
                        "timeZone",
                        "locale",
                        "capabilities",
                        "status",
                        "version",
                        "createdAt",
                        "updatedAt");
        assertThat(user.get("id").asString()).isEqualTo(ada.id().toString());
        assertThat(user.get("email").asString()).isEqualTo(ada.email());
        assertThat(user.get("capabilities").toString()).isEqualTo("[\"laptop\",\"java-basics\"]");
        assertThat(user.get("status").asString()).isEqualTo("ACTIVE");
        assertThat(Instant.parse(user.get("createdAt").asString()))
                .isBeforeOrEqualTo(Instant.now());
        assertThat(ada.me().getBody()).isEqualTo(user);
        assertThat(ada.get(answer.getHeaders().getLocation().toString()).getBody()).isEqualTo(user);
    }

    @Test
    void defaultsWhatIsLeftOut() {
        Map<String, Object> least = Map.of("displayName", "Ada", "email", ada.email());

        assertThatAnswer(ada.save(least)).hasStatus(201).has("timeZone", "UTC").has("locale", "en");
        assertThat(ada.me().getBody().get("capabilities")).isEmpty();
    }

    @Test
    void asksForIfMatchOnceRegistered() {
        ada.register();

        assertThatAnswer(ada.save(ada.profile("displayName", "Ada King")))
                .isProblem(428, "precondition-required");
        assertThatAnswer(ada.register()).isProblem(428, "precondition-required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "\"0\"", "W/\"1\"", "1", "nonsense"})
    void refusesStaleOrMalformedIfMatch(String ifMatch) {
        ada.register();

        assertThatAnswer(ada.save(ada.profile("displayName", "Ada King"), ifMatch))
                .isProblem(412, "precondition-failed");
        assertThatAnswer(ada.me()).hasTag("\"1\"").has("displayName", "Ada Lovelace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "*", "\"7\", \"1\"", "\"1.abc\""})
    void changesWhatTheCallerHasSeen(String ifMatch) {
        ada.register();

        ResponseEntity<JsonNode> answer = ada.save(ada.profile("displayName", "Ada King"), ifMatch);

        assertThatAnswer(answer).hasStatus(200).hasTag("\"2\"").has("displayName", "Ada King");
        assertThat(ada.me().getBody()).isEqualTo(answer.getBody());
    }

    @Test
    void refusesIfMatchOnWhatDoesNotExist() {
        assertThatAnswer(ada.save(ada.profile(), "*")).isProblem(412, "precondition-failed");
        assertThatAnswer(ada.me()).isProblem(404, "user-not-registered");
    }

    @Test
    void makesNoVersionWhenNothingChanges() {
        JsonNode before = ada.register().getBody();

        assertThatAnswer(ada.save(ada.profile(), "\"1\"")).hasStatus(200).hasTag("\"1\"");

        assertThat(ada.me().getBody()).isEqualTo(before);
    }

    @Test
    void keepsAddressToOnePersonWhateverItsCase() {
        Person eve = Person.newcomer(port);
        ada.save(ada.profile("email", "ÉMILIE." + ada.email()));
        Object taken = "émilie." + ada.email().toUpperCase();

        assertThatAnswer(eve.save(eve.profile("email", taken))).isProblem(409, "email-taken");
        assertThatAnswer(eve.me()).isProblem(404, "user-not-registered");

        eve.register();
        assertThatAnswer(eve.save(eve.profile("email", taken), "\"1\""))
                .isProblem(409, "email-taken");
        assertThatAnswer(eve.me()).hasTag("\"1\"").has("email", eve.email());
    }

    @Test
    void letsPersonChangeCaseOfTheirOwnAddress() {
        ada.register();
        String loud = ada.email().toUpperCase();

        assertThatAnswer(ada.save(ada.profile("email", loud), "\"1\""))
                .hasStatus(200)
                .has("email", loud);
    }

    @Test
    void letsAddressGoOnceItIsGivenUp() {
        Person eve = Person.newcomer(port);
        ada.register();
        ada.save(ada.profile("email", "new." + ada.email()), "\"1\"");

        assertThatAnswer(eve.save(eve.profile("email", ada.email()))).hasStatus(201);
    }

    @Test
    void answersWithNotModified() {
        ada.register();

        assertThatAnswer(ada.me("\"1\"")).hasStatus(304).hasTag("\"1\"");
        assertThatAnswer(ada.me("W/\"1\"")).hasStatus(304);
        assertThatAnswer(ada.me("\"2\"")).hasStatus(200);
        assertThat(ada.me("\"1\"").getBody()).isNull();
    }

    @Test
    void tellsNewcomerHowToRegister() {
        ResponseEntity<JsonNode> answer = ada.me();

        assertThatAnswer(answer).isProblem(404, "user-not-registered");
        assertThat(answer.getBody().get("nextStep").asString()).contains("PUT /api/v1/users/me");
    }

    @Test
    void showsOthersTheNameOnly() {
        ada.register();
        Person eve = Person.newcomer(port);

        ResponseEntity<JsonNode> answer = eve.get("/api/v1/users/" + ada.id());

        assertThatAnswer(answer).hasStatus(200);
        assertThat(answer.getBody().toString())
                .isEqualTo("{\"id\":\"%s\",\"displayName\":\"Ada Lovelace\"}".formatted(ada.id()));
        String tag = answer.getHeaders().getETag();
        assertThat(tag).matches("\"1\\.[0-9a-f]+\"");
        assertThatAnswer(eve.get("/api/v1/users/" + ada.id(), tag)).hasStatus(304);
        assertThatAnswer(ada.get("/api/v1/users/" + ada.id(), tag)).hasStatus(200);
    }

    @Test
    void showsAllToSelfAdminAndProgramsThatMayContact() {
        JsonNode all = ada.register().getBody();
        String uri = "/api/v1/users/" + ada.id();

        for (Person reader :
                List.of(
                        ada,
                        Person.admin(port),
                        Person.program(port, "openid contact:read"),
                        Person.program(port, "contact/read"))) {
            assertThat(reader.get(uri).getBody()).isEqualTo(all);
        }
        assertThat(Person.program(port, "openid contact:reader").get(uri).getBody().has("email"))
                .isFalse();
    }

    @Test
    void knowsNobodyWhoHasNotRegistered() {
        assertThatAnswer(ada.get("/api/v1/users/" + UUID.randomUUID())).isProblem(404, "not-found");
        assertThatAnswer(ada.get("/api/v1/users/" + ada.id())).isProblem(404, "not-found");
        assertThatAnswer(ada.get("/api/v1/users/not-an-id")).isProblem(404, "not-found");
        assertThatAnswer(Person.admin(port).get("/api/v1/users/" + ada.id()))
                .isProblem(404, "not-found");
    }

    @Test
    void isForPeopleOnly() {
        Person program = Person.program(port, "contact:read");

        assertThatAnswer(program.me()).isProblem(403, "forbidden");
        assertThatAnswer(program.register()).isProblem(403, "forbidden");
    }

    @Test
    void needsToken() {
        Person nobody = new Person(UUID.randomUUID(), Person.withoutToken(port));

        assertThatAnswer(nobody.me()).isProblem(401, "unauthenticated");
        assertThatAnswer(nobody.save("nonsense")).isProblem(401, "unauthenticated");
        assertThatAnswer(nobody.get("/api/v1/users/" + ada.id())).isProblem(401, "unauthenticated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    displayName  | ' '             | /displayName
                    displayName  | 5               | /displayName
                    email        | nowhere         | /email
                    timeZone     | Mars/Olympus    | /timeZone
                    locale       | de_CH           | /locale
                    capabilities | laptop          | /capabilities
                    nickname     | Ada             | /nickname
                    id           | a               | /id
                    version      | 1               | /version
                    status       | ERASED          | /status
                    """)
    void pointsAtWhatIsWrong(String member, String text, String pointer) {
        Object value = text.matches("[0-9]+") ? (Object) Integer.valueOf(text) : text;

        assertThatAnswer(ada.save(ada.profile(member, value)))
                .isProblem(400, "invalid-request")
                .pointsAt(pointer);
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        Map<String, Object> wrong =
                Map.of("email", "nowhere", "capabilities", List.of("laptop", "Laptop"));

        assertThatAnswer(ada.save(wrong))
                .isProblem(400, "invalid-request")
                .pointsAt("/displayName", "/email", "/capabilities/1");
    }

    /** The database refuses NUL; no text may get that far. */
    @ParameterizedTest
    @ValueSource(strings = {"displayName", "email", "timeZone", "locale", "capabilities"})
    void refusesCharactersThatTheDatabaseWould(String member) {
        for (String odd : List.of("ab\\u0000", "\\u0000", "ab\\ud800", "ab\\udc00cd")) {
            String text = "\"" + odd + "\"";
            String value = member.equals("capabilities") ? "[" + text + "]" : text;
            String rest =
                    "\"displayName\":\"Ada\",\"email\":\"%s\""
                            .formatted(ada.email())
                            .replaceFirst("\"" + member + "\":\"[^\"]*\",?", "")
                            .replaceFirst(",$", "");

            assertThatAnswer(ada.save("{\"%s\":%s,%s}".formatted(member, value, rest)))
                    .isProblem(400, "invalid-request");
        }
        assertThatAnswer(ada.me()).isProblem(404, "user-not-registered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"Ada\"", "{", "{} {}"})
    void refusesWhatIsNoProfileAtAll(String body) {
        assertThatAnswer(ada.save(body)).isProblem(400, "invalid-request");
    }

    @Test
    void tellsBadInputBeforeMissingPrecondition() {
        ada.register();

        assertThatAnswer(ada.save(ada.profile("email", "nowhere")))
                .isProblem(400, "invalid-request");
    }

    @Test
    void tellsStalePreconditionBeforeTakenAddress() {
        Person eve = Person.newcomer(port);
        ada.register();
        eve.register();
        Map<String, Object> taken = eve.profile("email", ada.email());

        assertThatAnswer(eve.save(taken)).isProblem(428, "precondition-required");
        assertThatAnswer(eve.save(taken, "\"9\"")).isProblem(412, "precondition-failed");
        assertThatAnswer(eve.save(taken, "\"1\"")).isProblem(409, "email-taken");
    }

    @Test
    void refusesOtherMediaTypesLargeBodiesAndMethods() {
        assertThatAnswer(
                        ada.client()
                                .put()
                                .uri("/api/v1/users/me")
                                .contentType(MediaType.TEXT_PLAIN)
                                .bodyValue("Ada")
                                .exchangeToMono(response -> response.toEntity(JsonNode.class))
                                .block())
                .isProblem(415, "unsupported-media-type");
        assertThatAnswer(ada.save(ada.profile("displayName", "a".repeat(1_000_000))))
                .isProblem(413, "content-too-large");
        assertThatAnswer(
                        ada.client()
                                .post()
                                .uri("/api/v1/users/me")
                                .exchangeToMono(response -> response.toEntity(JsonNode.class))
                                .block())
                .isProblem(405, "method-not-allowed");
    }
}
