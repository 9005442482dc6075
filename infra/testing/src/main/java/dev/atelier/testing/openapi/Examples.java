package dev.atelier.testing.openapi;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Examples are answers that were given. Each run gives others: one that is committed stays, as long
 * as it still is what it is an example of.
 */
final class Examples {

    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TRACE = Pattern.compile("\"traceId\":\"[0-9a-f]{32}\"");
    private static final String SOME_TRACE = "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\"";
    private static final int LONGEST_LIST = 2;

    private Examples() {}

    /** With ids that are easier on the eye, the same where they were the same. */
    static String tidy(String text) {
        Map<String, String> ids = new LinkedHashMap<>();
        String tidy =
                ID.matcher(text)
                        .replaceAll(
                                found ->
                                        ids.computeIfAbsent(
                                                found.group(),
                                                _ ->
                                                        "0198a0e6-0000-7000-8000-%012d"
                                                                .formatted(ids.size() + 1)));
        return TRACE.matcher(tidy).replaceAll(SOME_TRACE);
    }

    /** With no more items than show that there may be several. */
    static JsonNode shortened(JsonNode value) {
        if (value instanceof ArrayNode list) {
            while (list.size() > LONGEST_LIST) {
                list.remove(list.size() - 1);
            }
        }
        value.forEach(Examples::shortened);
        return value;
    }

    /**
     * Puts what is committed in place of what is new.
     *
     * @param holds whether a committed example is one for the schema beside the new one
     */
    static void keep(
            ObjectNode document, JsonNode committed, BiPredicate<JsonNode, JsonNode> holds) {
        for (var member : document.properties()) {
            if (!(member.getValue() instanceof ObjectNode inner)) {
                continue;
            }
            JsonNode before = committed.path(member.getKey());
            if (member.getKey().equals("examples") && document.has("schema")) {
                keep(inner, before, document.get("schema"), holds);
            } else {
                keep(inner, before, holds);
            }
        }
    }

    private static void keep(
            ObjectNode examples,
            JsonNode committed,
            JsonNode schema,
            BiPredicate<JsonNode, JsonNode> holds) {
        for (var example : examples.properties()) {
            JsonNode before = committed.path(example.getKey()).path("value");
            JsonNode now = example.getValue().path("value");
            if (says(before, now) && holds.test(schema, before)) {
                ((ObjectNode) example.getValue()).set("value", before);
            }
        }
    }

    /** A problem's title and next step are the same each time; the rest is the occasion's. */
    private static boolean says(JsonNode before, JsonNode now) {
        boolean isProblem = now.path("type").asString("").startsWith("https://");
        return !before.isMissingNode()
                && (!isProblem
                        || before.path("title").equals(now.path("title"))
                                && before.path("nextStep").equals(now.path("nextStep")));
    }
}
