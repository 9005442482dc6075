package dev.atelier.testing.openapi;

import static dev.atelier.testing.openapi.Json.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.ProjectFiles;
import dev.atelier.testing.contract.HttpContract;
import dev.atelier.testing.contract.Operation;
import dev.atelier.testing.openapi.Observations.Observation;

import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a service says of its part of the API, and whether that is what is committed. */
public final class ServiceDescription {

    private final String module;
    private final RequestMappingHandlerMapping mappings;
    private final Collection<Operation> operations;
    private final Observations observations;

    /**
     * @param operations all that the service serves
     */
    public ServiceDescription(
            String module,
            RequestMappingHandlerMapping mappings,
            Collection<Operation> operations,
            Observations observations) {
        this.module = module;
        this.mappings = mappings;
        this.operations = operations;
        this.observations = observations;
    }

    /** Where a service's description is committed. */
    public static Path file(String module) {
        return ProjectFiles.root().resolve(module).resolve("src/main/resources/openapi.json");
    }

    /** Fails unless every answer is as it is described, and the description is committed. */
    public void check() {
        ObjectNode document = document();
        assertThat(faults(document)).as("answers that are not as they are described").isEmpty();
        new CommittedDocument(file(module)).check(document);
    }

    private ObjectNode document() {
        Words words =
                Words.in(
                        ProjectFiles.root()
                                .resolve(module)
                                .resolve("src/test/resources/openapi-words.yaml"));
        RecordSchemas schemas = new RecordSchemas(words);
        Problems problems = new Problems(words, schemas);
        Responses responses = new Responses(schemas, problems);
        ObjectNode document = object("openapi", "3.1.0");
        document.putObject("info").put("title", module).put("version", "v1");
        ObjectNode paths = document.putObject("paths");
        for (Operation operation : operations) {
            paths.withObjectProperty(operation.path())
                    .set(
                            operation.method().toLowerCase(Locale.ROOT),
                            operation(operation, words, schemas, responses));
        }
        ObjectNode components = document.putObject("components");
        components.set("responses", responses.shared());
        components.set("schemas", sorted(problems, schemas));
        return document;
    }

    private ObjectNode operation(
            Operation operation, Words words, RecordSchemas schemas, Responses responses) {
        JsonNode said = words.operation(operation.toString());
        Handlers handlers = Handlers.of(operation, mappings);
        List<Observation> seen = observations.of(operation);
        ObjectNode described = object("operationId", said.get("id").asString());
        described.put("summary", said.get("summary").asString());
        described.put("description", who(operation, said) + ".");
        described.putArray("tags").add(words.tag());
        described.set("parameters", Parameters.of(operation, handlers, seen, said, schemas));
        handlers.body()
                .ifPresent(body -> described.set("requestBody", body(body, operation, schemas)));
        described.set("responses", responses.of(handlers, seen));
        return described;
    }

    private static String who(Operation operation, JsonNode said) {
        return said.has("who") ? said.get("who").asString() : HttpContract.who(operation);
    }

    private static ObjectNode body(Handlers.Body body, Operation operation, RecordSchemas schemas) {
        ObjectNode described = object().put("required", body.required());
        ObjectNode form = described.putObject("content").putObject("application/json");
        form.set("schema", schemas.input(body.type()));
        if (!operation.body().isEmpty()) {
            form.putObject("examples")
                    .putObject("example")
                    .set("value", Json.read(Examples.tidy(operation.body())));
        }
        return described;
    }

    private static ObjectNode sorted(Problems problems, RecordSchemas schemas) {
        ObjectNode all = object();
        problems.components().forEach(all::set);
        all.set("InputError", Problems.inputError());
        schemas.components().properties().forEach(one -> all.set(one.getKey(), one.getValue()));
        ObjectNode sorted = object();
        all.propertyNames().stream().sorted().forEach(name -> sorted.set(name, all.get(name)));
        return sorted;
    }

    /** An answer's member that nobody describes is a fault too. */
    private List<String> faults(ObjectNode document) {
        DocumentSchemas schemas = DocumentSchemas.strict(document);
        return operations.stream()
                .flatMap(
                        operation ->
                                observations.of(operation).stream()
                                        .flatMap(
                                                seen -> faults(document, schemas, operation, seen)))
                .toList();
    }

    private static Stream<String> faults(
            JsonNode document, DocumentSchemas schemas, Operation operation, Observation seen) {
        String body = seen.answer().body();
        if (body.isEmpty()) {
            return Stream.empty();
        }
        JsonNode response =
                document.path("paths")
                        .path(operation.path())
                        .path(operation.method().toLowerCase(Locale.ROOT))
                        .path("responses")
                        .path(Integer.toString(seen.status()));
        if (response.has("$ref")) {
            response = document.at(response.get("$ref").asString().substring(1));
        }
        JsonNode form = response.path("content").path(seen.mediaType());
        if (form.isMissingNode()) {
            return Stream.of(seen.promise() + ": no " + seen.mediaType());
        }
        if (!seen.mediaType().endsWith("json")) {
            return Stream.empty();
        }
        return schemas.faults(form.get("schema"), Json.read(body)).stream()
                .map(fault -> seen.promise() + " (" + seen.how() + "): " + fault);
    }
}
