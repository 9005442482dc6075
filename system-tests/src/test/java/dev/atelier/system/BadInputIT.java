package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.local.issuer.LocalTokens;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;
import java.util.UUID;

/** Whatever is sent, the answer is a problem document with the contract's status. */
class BadInputIT {

    private static final String WORKSHOPS = "/api/v1/workshops";

    private final RunningPlatform running = RunningPlatform.shared();
    private final Person person = running.person("Clumsy");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PUT  | /api/v1/users/me  | {"displayName":5,"email":"a@example.org"}                 | /displayName
                    PUT  | /api/v1/users/me  | {"displayName":"A","email":"a@example.org","role":"admin"}| /role
                    PUT  | /api/v1/users/me  | {"displayName":"A"}                                       | /email
                    POST | /api/v1/workshops | {"title":"A","capacity":"5"}                              | /capacity
                    POST | /api/v1/workshops | {"title":"A","status":"PUBLISHED"}                        | /status
                    POST | /api/v1/workshops | {"title":"A","requirements":[{"code":"Not A Code"}]}      | /requirements/0/code
                    POST | /api/v1/workshops | {"title":                                                 | ''
                    """)
    void pointsAtWrongTypesAndUnknownFields(
            String method, String path, String body, String pointer) {
        Answer answer =
                person.sendRaw(method, path, "application/json", body)
                        .expectProblem(400, "invalid-request");

        assertThat(answer.body().get("errors").findValuesAsString("pointer")).contains(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/users/me",
                "/api/v1/workshops",
                "/api/v1/workshops/0197a000-0000-7000-8000-000000000000/seats"
            })
    void needsTokenThatHolds(String path) {
        var tokens = running.tokens();
        for (String token :
                new String[] {
                    "",
                    "nonsense",
                    tokens.draft("Clumsy", Set.of()).expired().sign(),
                    LocalTokens.ofStranger(running.platform().issuer()).token("Clumsy")
                }) {
            Person stranger = new Person("Stranger", token, running.platform().gateway());

            stranger.get(path).expectProblem(401, "unauthenticated");
        }
    }

    @Test
    void knowsNothingOfUnknownIdsAndPaths() {
        UUID unknown = UUID.randomUUID();
        person.get(WORKSHOPS + "/" + unknown).expectProblem(404, "not-found");
        person.get("/api/v1/users/" + unknown).expectProblem(404, "not-found");
        person.get(WORKSHOPS + "/" + unknown + "/seats").expectProblem(404, "workshop-not-found");
        person.get(WORKSHOPS + "/not-an-id").expectProblem(404, "not-found");
        person.get("/api/v1/nothing").expectProblem(404, "not-found");
        person.get("/actuator/health").expectProblem(404, "not-found");
    }

    @Test
    void takesJsonOnly() {
        person.sendRaw("PUT", "/api/v1/users/me", "text/plain", "hello")
                .expectProblem(415, "unsupported-media-type");
        person.sendRaw("POST", WORKSHOPS, "application/xml", "<workshop/>")
                .expectProblem(415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(ints = {70_000, 1_000_000})
    void tellsThatBodyIsTooLarge(int bytes) {
        String body = "{\"title\":\"" + "x".repeat(bytes) + "\"}";

        person.sendRaw("POST", WORKSHOPS, "application/json", body)
                .expectProblem(413, "content-too-large");
    }

    @Test
    void tellsWhichMethodsAreAllowed() {
        Answer answer =
                person.send("DELETE", WORKSHOPS, null).expectProblem(405, "method-not-allowed");

        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }
}
