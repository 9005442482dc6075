package dev.atelier.testing.openapi;

import static dev.atelier.testing.openapi.Json.object;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.atelier.testing.openapi.Handlers.Handler;
import dev.atelier.testing.openapi.Observations.Observation;

import org.springframework.http.HttpStatus;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The answers of operations: statuses, headers, forms and examples, as they have been seen. */
final class Responses {

    private static final List<String> HEADERS =
            List.of("Content-Disposition", "ETag", "Idempotency-Replayed", "Location");

    private static final List<String> HEADERS_OF_PROBLEMS =
            List.of("Allow", "Retry-After", "WWW-Authenticate");

    private static final Set<Integer> EMPTY = Set.of(204, 304);

    private final RecordSchemas schemas;
    private final Problems problems;
    private final ObjectNode shared = object();

    Responses(RecordSchemas schemas, Problems problems) {
        this.schemas = schemas;
        this.problems = problems;
    }

    /** Those that several operations refer to, by name. */
    ObjectNode shared() {
        ObjectNode sorted = object();
        shared.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(response -> sorted.set(response.getKey(), response.getValue()));
        return sorted;
    }

    ObjectNode of(Handlers handlers, List<Observation> observations) {
        SortedMap<Integer, List<Observation>> byStatus =
                observations.stream()
                        .collect(groupingBy(Observation::status, TreeMap::new, toList()));
        ObjectNode responses = object();
        byStatus.forEach(
                (status, seen) ->
                        responses.set(
                                Integer.toString(status),
                                seen.getFirst().isProblem()
                                        ? problem(seen)
                                        : answer(status, handlers, seen)));
        return responses;
    }

    private ObjectNode answer(int status, Handlers handlers, List<Observation> seen) {
        ObjectNode response = object("description", HttpStatus.valueOf(status).getReasonPhrase());
        headers(response, HEADERS, seen, handlers.handlers().size() == 1);
        if (!EMPTY.contains(status)) {
            ObjectNode content = response.putObject("content");
            handlers.handlers()
                    .forEach(handler -> content.set(handler.mediaType(), form(handler, seen)));
        }
        return response;
    }

    private ObjectNode form(Handler handler, List<Observation> seen) {
        ObjectNode form = object();
        form.set(
                "schema",
                handler.answersInJson() ? schemas.output(handler.answer()) : text(handler));
        seen.stream()
                .filter(observation -> observation.mediaType().equals(handler.mediaType()))
                .forEach(observation -> example(form, observation.how(), observation));
        return form;
    }

    private ObjectNode text(Handler handler) {
        ObjectNode text = object("type", "string");
        if (handler.streams() && handler.mediaType().equals("text/event-stream")) {
            ObjectNode data = schemas.output(handler.answer().getGeneric(0).getGeneric(0));
            text.put("contentMediaType", handler.mediaType()).set("x-event-data", data);
        }
        return text;
    }

    private ObjectNode problem(List<Observation> seen) {
        Map<String, List<Observation>> bySlug =
                seen.stream()
                        .collect(
                                groupingBy(
                                        observation -> observation.promise().problem(),
                                        TreeMap::new,
                                        toList()));
        if (!Problems.isShared(bySlug.keySet())) {
            return problem(bySlug, seen);
        }
        String name = Problems.name(bySlug.keySet().iterator().next());
        if (!shared.has(name)) {
            shared.set(name, problem(bySlug, seen));
        }
        return object("$ref", "#/components/responses/" + name);
    }

    private ObjectNode problem(Map<String, List<Observation>> bySlug, List<Observation> seen) {
        ObjectNode response = object("description", Problems.described(bySlug.keySet()));
        headers(response, HEADERS_OF_PROBLEMS, seen, true);
        ObjectNode form = response.putObject("content").putObject(Problems.MEDIA_TYPE);
        form.set("schema", problems.schema(bySlug.keySet()));
        bySlug.forEach((slug, those) -> example(form, slug, those.getFirst()));
        return response;
    }

    /**
     * A header that all such answers have had is promised.
     *
     * @param alike whether they are of one form; another may lack it
     */
    private static void headers(
            ObjectNode response, List<String> names, List<Observation> seen, boolean alike) {
        ObjectNode headers = object();
        for (String name : names) {
            long with =
                    seen.stream()
                            .filter(observation -> !observation.answer().header(name).isEmpty())
                            .count();
            if (with > 0) {
                headers.putObject(name)
                        .put("required", alike && with == seen.size())
                        .set("schema", object("type", "string"));
            }
        }
        if (!headers.isEmpty()) {
            response.set("headers", headers);
        }
    }

    private static void example(ObjectNode form, String name, Observation observation) {
        String key = name.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        String body = Examples.tidy(observation.answer().body());
        JsonNode value =
                observation.mediaType().endsWith("json")
                        ? Examples.shortened(Json.read(body))
                        : StringNode.valueOf(body);
        form.withObjectProperty("examples").putObject(key).set("value", value);
    }
}
