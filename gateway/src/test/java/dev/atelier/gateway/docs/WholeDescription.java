package dev.atelier.gateway.docs;

import dev.atelier.testing.openapi.Problems;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The description of the whole API: those of the services, what the gateway answers in place of any
 * of them, and what it serves itself.
 */
final class WholeDescription {

    /** What the gateway makes of a link, and what clients know of it. */
    private static final String LINK_BEHIND = "/api/v1/calendars/linked.ics";

    private static final String LINK = "/api/v1/calendars/{secret}.ics";
    private static final String SECRET_HEADER = "Calendar-Secret";

    /** Whatever is asked, this may be the answer. */
    private static final Map<String, String> ALWAYS =
            Map.of(
                    "408", "request-timeout",
                    "414", "uri-too-long",
                    "429", "rate-limited",
                    "431", "headers-too-large",
                    "500", "internal-error",
                    "503", "service-unavailable",
                    "504", "service-timeout");

    /**
     * To a request that is not normal, a token that does not hold, a page from elsewhere, and a
     * body where none is wanted. Operations that have such answers of their own have these besides.
     */
    private static final Map<String, String> OTHERWISE =
            Map.of(
                    "400", "invalid-request",
                    "401", "unauthenticated",
                    "403", "forbidden",
                    "413", "content-too-large");

    private static final List<String> ALLOWANCE =
            List.of("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset");

    private final ObjectNode document;
    private final ObjectNode paths;
    private final ObjectNode responses;
    private final ObjectNode schemas;

    private WholeDescription(ObjectNode document) {
        this.document = document;
        this.paths = (ObjectNode) document.get("paths");
        this.responses = (ObjectNode) document.at("/components/responses");
        this.schemas = (ObjectNode) document.at("/components/schemas");
    }

    /**
     * @param own the gateway's own part
     * @param services those of the services
     */
    static ObjectNode of(JsonNode own, List<JsonNode> services) {
        WholeDescription whole = new WholeDescription((ObjectNode) own.deepCopy());
        services.forEach(whole::add);
        whole.openLink();
        whole.operations().forEach(whole::answerAsGateway);
        tellAllowance(whole.responses.get("RateLimited"));
        whole.sort();
        return whole.document;
    }

    private void add(JsonNode service) {
        for (var path : service.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                ObjectNode there = object(paths, path.getKey());
                if (there.has(operation.getKey())) {
                    throw new AssertionError(path.getKey() + " is served twice");
                }
                there.set(operation.getKey(), operation.getValue().deepCopy());
            }
        }
        addAll(responses, service.at("/components/responses"));
        addAll(schemas, service.at("/components/schemas"));
    }

    /** What two services call the same must be the same, but for the examples. */
    private static void addAll(ObjectNode target, JsonNode added) {
        for (var one : added.properties()) {
            JsonNode there = target.get(one.getKey());
            if (there == null) {
                target.set(one.getKey(), one.getValue().deepCopy());
            } else if (!withoutExamples(there).equals(withoutExamples(one.getValue()))) {
                throw new AssertionError("there are two different " + one.getKey());
            }
        }
    }

    private static JsonNode withoutExamples(JsonNode node) {
        JsonNode copy = node.deepCopy();
        removeExamples(copy);
        return copy;
    }

    private static void removeExamples(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("examples");
        }
        node.forEach(WholeDescription::removeExamples);
    }

    private void openLink() {
        ObjectNode path = (ObjectNode) paths.remove(LINK_BEHIND);
        ObjectNode read = (ObjectNode) path.get("get");
        ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
        parameters
                .addObject()
                .put("name", "secret")
                .put("in", "path")
                .put("required", true)
                .putObject("schema")
                .put("type", "string")
                .put("pattern", "^[A-Za-z0-9_-]{1,100}$");
        for (JsonNode parameter : read.get("parameters")) {
            if (!parameter.get("name").asString().equals(SECRET_HEADER)) {
                parameters.add(parameter);
            }
        }
        read.set("parameters", parameters);
        read.putArray("security");
        paths.set(LINK, path);
    }

    private List<ObjectNode> operations() {
        List<ObjectNode> operations = new ArrayList<>();
        paths.forEach(path -> path.forEach(operation -> operations.add((ObjectNode) operation)));
        return operations;
    }

    private void answerAsGateway(ObjectNode operation) {
        ObjectNode answers = (ObjectNode) operation.get("responses");
        ALWAYS.forEach((status, slug) -> answers.set(status, reference(slug)));
        OTHERWISE.forEach((status, slug) -> answers.set(status, besides(answers, status, slug)));
        answers.forEach(WholeDescription::tellAllowance);
        Map<String, JsonNode> sorted = new TreeMap<>();
        answers.properties().forEach(answer -> sorted.put(answer.getKey(), answer.getValue()));
        answers.removeAll();
        sorted.forEach(answers::set);
    }

    /**
     * The answer that an operation has to that status, with the gateway's problem among its own.
     */
    private JsonNode besides(ObjectNode answers, String status, String slug) {
        JsonNode own = answers.get(status);
        if (own == null) {
            return reference(slug);
        }
        ObjectNode whole = (ObjectNode) resolved(own).deepCopy();
        ObjectNode form = (ObjectNode) whole.at("/content").path(Problems.MEDIA_TYPE);
        ObjectNode examples = (ObjectNode) form.get("examples");
        if (examples.has(slug)) {
            return own;
        }
        JsonNode gateways = resolved(reference(slug)).at("/content").path(Problems.MEDIA_TYPE);
        examples.set(slug, gateways.path("examples").get(slug));
        form.set("schema", Problems.oneOf(examples.propertyNames()));
        return whole.put("description", Problems.described(examples.propertyNames()));
    }

    private JsonNode resolved(JsonNode answer) {
        String reference = answer.path("$ref").asString("");
        return reference.isEmpty() ? answer : document.at(reference.substring(1));
    }

    private static void tellAllowance(JsonNode answer) {
        if (answer instanceof ObjectNode own && !own.has("$ref")) {
            ObjectNode headers = own.withObjectProperty("headers");
            for (String name : ALLOWANCE) {
                headers.putObject(name).put("$ref", "#/components/headers/" + name);
            }
        }
    }

    private ObjectNode reference(String slug) {
        if (!responses.has(Problems.name(slug))) {
            throw new AssertionError("nobody describes " + slug);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("$ref", "#/components/responses/" + Problems.name(slug));
    }

    private void sort() {
        for (ObjectNode components : List.of(responses, schemas)) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            components.properties().forEach(one -> sorted.put(one.getKey(), one.getValue()));
            components.removeAll();
            sorted.forEach(components::set);
        }
    }

    private static ObjectNode object(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode there ? there : parent.putObject(name);
    }

    static JsonNode read(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
