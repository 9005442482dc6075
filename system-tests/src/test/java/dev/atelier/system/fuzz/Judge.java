package dev.atelier.system.fuzz;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import dev.atelier.system.ApiDescription;
import dev.atelier.system.ApiDescription.Operation;
import dev.atelier.system.Leaks;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Holds answers to the description, and to what is true of all of them. */
final class Judge {

    private static final String PROBLEM = "application/problem+json";
    private static final String PROBLEMS = "https://atelier.dev/problems/";

    /** Is answered before anybody knows what was asked for. */
    private static final int URI_TOO_LONG = 414;

    private final ApiDescription api;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build()));

    Judge(ApiDescription api) {
        this.api = api;
    }

    /** What is wrong with an answer, in a few words each. */
    List<String> faults(Shot shot, HttpResponse<String> answer) {
        List<String> faults = new ArrayList<>();
        int status = answer.statusCode();
        if (status >= 500) {
            faults.add("the server failed with " + status);
        }
        Leaks.in(answer.headers().map() + answer.body())
                .ifPresent(leak -> faults.add("shows its inside: " + leak));
        if (status >= 400) {
            faults.addAll(faultsOfProblem(answer));
        }
        if (shot.isForItsOperation() && status != URI_TOO_LONG) {
            faults.addAll(faultsByDescription(shot.operation(), answer));
        }
        return faults;
    }

    private List<String> faultsOfProblem(HttpResponse<String> answer) {
        if (!mediaType(answer).equals(PROBLEM)) {
            return List.of("an error that is no problem document but " + mediaType(answer));
        }
        Optional<JsonNode> document = json(answer);
        if (document.isEmpty()) {
            return List.of("a problem that is no JSON");
        }
        JsonNode problem = document.get();
        List<String> faults = new ArrayList<>();
        if (!problem.path("type").asString("").startsWith(PROBLEMS)) {
            faults.add("a problem of no type of ours");
        }
        if (problem.path("status").asInt(0) != answer.statusCode()) {
            faults.add("a problem of another status");
        }
        for (String member : List.of("title", "instance", "traceId")) {
            if (problem.path(member).asString("").isBlank()) {
                faults.add("a problem without " + member);
            }
        }
        if (answer.statusCode() == 400
                && problem.path("type").asString("").endsWith("/invalid-request")
                && problem.path("errors").isEmpty()) {
            faults.add("bad input without errors");
        }
        return faults;
    }

    private List<String> faultsByDescription(Operation operation, HttpResponse<String> answer) {
        JsonNode responses = operation.json().path("responses");
        String status = Integer.toString(answer.statusCode());
        if (!responses.has(status)) {
            return List.of("a status that is not described: " + status);
        }
        JsonNode content = api.resolved(responses.get(status)).path("content");
        String mediaType = mediaType(answer);
        if (content.isEmpty()) {
            return answer.body().isEmpty()
                    ? List.of()
                    : List.of("a body with " + status + " that is not described");
        }
        if (!content.has(mediaType)) {
            return List.of("%s with %s is not described".formatted(mediaType, status));
        }
        JsonNode schema = content.get(mediaType).path("schema");
        return mediaType.endsWith("json") && !schema.isMissingNode()
                ? faultsBySchema(operation + " " + status + " " + mediaType, schema, answer)
                : List.of();
    }

    private List<String> faultsBySchema(String name, JsonNode schema, HttpResponse<String> answer) {
        return json(answer)
                .map(
                        document ->
                                schemas
                                        .computeIfAbsent(name, _ -> standing(schema))
                                        .validate(document)
                                        .stream()
                                        .map(Error::toString)
                                        .map(fault -> "not as the schema says: " + fault)
                                        .limit(3)
                                        .toList())
                .orElse(List.of("no JSON"));
    }

    /** What a schema refers to is found within itself. */
    private Schema standing(JsonNode schema) {
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        alone.putArray("allOf").add(schema);
        alone.set("components", api.document().path("components"));
        return registry.getSchema(alone);
    }

    private static Optional<JsonNode> json(HttpResponse<String> answer) {
        try {
            return Optional.of(JsonMapper.shared().readTree(answer.body()));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static String mediaType(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").replaceAll(" *;.*", "");
    }
}
