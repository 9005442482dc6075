package dev.atelier.gateway.docs;

import dev.atelier.common.problem.Problem;
import dev.atelier.testing.openapi.Problems;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Describes problems that the gateway answers in place of every service. */
record OwnProblems(ObjectNode responses, ObjectNode schemas) {

    private static final String INSTANCE = "/api/v1/workshops";
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    static OwnProblems in(JsonNode document) {
        return new OwnProblems(
                (ObjectNode) document.at("/components/responses"),
                (ObjectNode) document.at("/components/schemas"));
    }

    void describe(Problem problem) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.put("description", Problems.described(List.of(problem.slug())));
        for (String header : problem.headers().headerNames()) {
            response.withObjectProperty("headers")
                    .putObject(header)
                    .put("required", true)
                    .putObject("schema")
                    .put("type", "string");
        }
        ObjectNode form = response.putObject("content").putObject(Problems.MEDIA_TYPE);
        form.putObject("schema")
                .put("$ref", "#/components/schemas/" + Problems.name(problem.slug()) + "Problem");
        form.putObject("examples").putObject(problem.slug()).set("value", example(problem));
        responses.set(Problems.name(problem.slug()), response);
        schemas.set(
                Problems.name(problem.slug()) + "Problem",
                Problems.particular(problem.slug(), JsonNodeFactory.instance.objectNode()));
    }

    private static ObjectNode example(Problem problem) {
        ObjectNode example = JsonNodeFactory.instance.objectNode();
        example.put("type", problem.type().toString());
        example.put("title", problem.title());
        example.put("status", problem.status().value());
        if (problem.detail() != null) {
            example.put("detail", problem.detail());
        }
        example.put("instance", INSTANCE);
        if (problem.nextStep() != null) {
            example.put("nextStep", problem.nextStep());
        }
        if (!problem.errors().isEmpty()) {
            example.set("errors", JsonMapper.shared().valueToTree(problem.errors()));
        }
        return example.put("traceId", TRACE_ID);
    }
}
