package dev.atelier.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.common.problem.Problem;
import dev.atelier.testing.ProjectFiles;
import dev.atelier.testing.contract.HttpContract;
import dev.atelier.testing.contract.Promise;
import dev.atelier.testing.openapi.CommittedDocument;
import dev.atelier.testing.openapi.DocumentSchemas;
import dev.atelier.testing.openapi.ServiceDescription;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The committed description of the whole API is made of those of the services, and complete. */
class DescriptionTest {

    private static final List<String> SERVICES =
            List.of("user-service", "workshop-service", "enrollment-service");

    private static final CommittedDocument COMMITTED =
            new CommittedDocument(ServiceDescription.file("gateway"));

    /** What the gateway answers in place of the services, as it says it there. */
    private static final List<Problem> OWN_PROBLEMS =
            List.of(
                    Problem.of(405, "method-not-allowed", "This method is not allowed here")
                            .detail("Allowed: GET.")
                            .header("Allow", "GET"),
                    Problem.of(408, "request-timeout", "The request took too long to arrive")
                            .nextStep("Send the request again.")
                            .header("Connection", "close"),
                    Problem.of(414, "uri-too-long", "The address is too long"),
                    Problem.of(429, "rate-limited", "You ask too often")
                            .detail("What you asked for was not looked at.")
                            .nextStep(
                                    "Wait for as many seconds as Retry-After says, and try again.")
                            .header("Retry-After", "1"),
                    Problem.of(431, "headers-too-large", "The headers are too large"),
                    Problem.of(500, "internal-error", "Something went wrong on our side")
                            .nextStep("Try again; if it stays, tell us the traceId."),
                    Problem.of(
                                    503,
                                    "service-unavailable",
                                    "A part of Atelier is away for the moment")
                            .detail("What you asked for is there, but cannot be reached.")
                            .header("Retry-After", "1"),
                    Problem.of(504, "service-timeout", "A part of Atelier took too long to answer")
                            .detail("What you asked for may have been done all the same."));

    private final JsonNode document = COMMITTED.read();

    @Test
    void isMadeOfThoseOfTheServices() {
        COMMITTED.check(whole());
    }

    @Test
    void hasEveryPromiseOfTheContract() {
        List<String> missing =
                Stream.of("Users", "Workshops", "Sign-up")
                        .flatMap(section -> HttpContract.promises(section).stream())
                        .filter(promise -> !promises(promise))
                        .map(Promise::toString)
                        .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void hasAnExampleOfEveryProblemThatHolds() {
        DocumentSchemas schemas = new DocumentSchemas(document);
        List<String> faults = new ArrayList<>();
        for (JsonNode form : forms(document)) {
            for (JsonNode example : form.path("examples")) {
                faults.addAll(schemas.faults(form.get("schema"), example.get("value")));
            }
        }

        assertThat(faults).isEmpty();
        assertThat(withoutExample()).isEmpty();
    }

    /** The code of a problem stands where it is written down, and so does its title. */
    @Test
    void tellsProblemsOfTheGatewayInItsWords() {
        String sources =
                Stream.of("gateway/src/main", "common/src/main")
                        .flatMap(
                                folder ->
                                        ProjectFiles.below(
                                                ProjectFiles.root().resolve(folder), ".java")
                                                .stream())
                        .map(ProjectFiles::read)
                        .collect(Collectors.joining())
                        .replaceAll("\\s+", " ");

        assertThat(OWN_PROBLEMS)
                .allSatisfy(
                        problem ->
                                assertThat(sources)
                                        .contains(
                                                "%d, \"%s\", \"%s\""
                                                        .formatted(
                                                                problem.status().value(),
                                                                problem.slug(),
                                                                problem.title())));
        assertThat(HttpContract.problems("gateway/src/main"))
                .isSubsetOf(
                        OWN_PROBLEMS.stream()
                                .map(problem -> problem.status().value() + " " + problem.slug())
                                .toList());
    }

    @Test
    void namesEachOperationOnce() {
        assertThat(document.findValuesAsString("operationId")).doesNotHaveDuplicates();
    }

    @Test
    void noticesWhenTwoServicesDiffer() {
        ObjectNode other = (ObjectNode) service("workshop-service").deepCopy();
        other.putObject("paths");
        ((ObjectNode) other.at("/components/schemas/InputError/properties")).putObject("more");

        assertThatThrownBy(
                        () -> WholeDescription.of(own(), List.of(service("user-service"), other)))
                .hasMessageContaining("InputError");
    }

    private static ObjectNode whole() {
        return WholeDescription.of(own(), SERVICES.stream().map(DescriptionTest::service).toList());
    }

    private static JsonNode service(String name) {
        return new CommittedDocument(ServiceDescription.file(name)).read();
    }

    /** What the gateway says of itself, with the problems that it answers for others. */
    private static JsonNode own() {
        JsonNode own = WholeDescription.read(resource("/openapi-gateway.json"));
        OwnProblems problems = OwnProblems.in(own);
        OWN_PROBLEMS.forEach(problems::describe);
        return own;
    }

    private boolean promises(Promise promise) {
        String[] operation = promise.operation().split(" ");
        JsonNode response =
                document.path("paths")
                        .path(operation[1])
                        .path(operation[0].toLowerCase(Locale.ROOT))
                        .path("responses")
                        .path(Integer.toString(promise.status()));
        JsonNode resolved = resolved(response);
        return !resolved.isMissingNode()
                && (promise.problem().isEmpty()
                        || resolved.toString()
                                .contains(
                                        "\"type\":\"https://atelier.dev/problems/"
                                                + promise.problem()
                                                + "\""));
    }

    /** Problems, by the operation, of which there is no example. */
    private List<String> withoutExample() {
        List<String> without = new ArrayList<>();
        for (JsonNode form : forms(document)) {
            String schema = form.get("schema").toString();
            if (schema.contains("Problem\"") && form.path("examples").isEmpty()) {
                without.add(schema);
            }
            JsonNode alternatives = form.at("/schema/oneOf");
            if (alternatives.size() > form.path("examples").size()) {
                without.add(schema);
            }
        }
        return without;
    }

    /** Everything in the document that has a schema and may have examples. */
    private static List<JsonNode> forms(JsonNode node) {
        List<JsonNode> forms = new ArrayList<>();
        for (var member : node.properties()) {
            if (member.getKey().equals("content")) {
                member.getValue().forEach(forms::add);
            }
        }
        node.forEach(inner -> forms.addAll(forms(inner)));
        return forms;
    }

    private JsonNode resolved(JsonNode response) {
        return response.has("$ref")
                ? document.at(response.get("$ref").asString().substring(1))
                : response;
    }

    private static String resource(String name) {
        try (var stream = DescriptionTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
