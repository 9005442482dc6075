package dev.atelier.testing.openapi;

import static dev.atelier.testing.openapi.Json.object;

import org.springframework.core.ResolvableType;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The schemas of problems: one for each type, so that a client can tell them apart. */
public final class Problems {

    /** Of every answer that is an error. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static final String BASE = "Problem";

    private static final String TYPES = "https://atelier.dev/problems/";
    private static final String REFERENCE = "#/components/schemas/";

    /** Those that are the same wherever they come up are told once. */
    private static final Set<String> SHARED =
            Set.of(
                    "invalid-request",
                    "unauthenticated",
                    "forbidden",
                    "user-deactivated",
                    "not-found",
                    "method-not-allowed",
                    "not-acceptable",
                    "precondition-failed",
                    "content-too-large",
                    "unsupported-media-type",
                    "precondition-required");

    private final Words words;
    private final RecordSchemas schemas;
    private final SortedSet<String> slugs = new TreeSet<>();

    Problems(Words words, RecordSchemas schemas) {
        this.words = words;
        this.schemas = schemas;
    }

    static boolean isShared(Set<String> problems) {
        return problems.size() == 1 && SHARED.containsAll(problems);
    }

    /** {@code not-found} is {@code NotFound}. */
    public static String name(String slug) {
        return Arrays.stream(slug.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** Which problems an answer has, for a person. */
    public static String described(Collection<String> problems) {
        return problems.stream()
                .sorted()
                .map(slug -> "`" + slug + "`")
                .collect(Collectors.joining(", "));
    }

    /** An answer with one of these problems. */
    ObjectNode schema(Collection<String> problems) {
        slugs.addAll(problems);
        return oneOf(problems);
    }

    /** One of these problems, told apart by their type. */
    public static ObjectNode oneOf(Collection<String> problems) {
        SortedSet<String> sorted = new TreeSet<>(problems);
        if (sorted.size() == 1) {
            return reference(sorted.first());
        }
        ObjectNode schema = object();
        ArrayNode alternatives = schema.putArray("oneOf");
        ObjectNode mapping = object();
        for (String slug : sorted) {
            alternatives.add(reference(slug));
            mapping.set(TYPES + slug, reference(slug).get("$ref"));
        }
        schema.putObject("discriminator").put("propertyName", "type").set("mapping", mapping);
        return schema;
    }

    private static ObjectNode reference(String slug) {
        return object("$ref", REFERENCE + name(slug) + BASE);
    }

    /** The schemas of all problems that there were, by name. */
    Map<String, ObjectNode> components() {
        Map<String, ObjectNode> components = new LinkedHashMap<>();
        components.put(BASE, base());
        for (String slug : slugs) {
            components.put(name(slug) + BASE, particular(slug, members(slug)));
        }
        return components;
    }

    private ObjectNode members(String slug) {
        ObjectNode members = object();
        for (var member : words.membersOf(slug).properties()) {
            members.set(member.getKey(), member(member.getValue()));
        }
        return members;
    }

    private ObjectNode member(JsonNode type) {
        if (type.isArray()) {
            ObjectNode list = object("type", "array");
            list.set("items", member(type.get(0)));
            return list;
        }
        return schemas.output(ResolvableType.forClass(RecordSchemas.type(type.asString())));
    }

    /**
     * A problem of a type.
     *
     * @param members those that it has beyond those of all
     */
    public static ObjectNode particular(String slug, ObjectNode members) {
        ObjectNode own = object("type", "object");
        ObjectNode properties = own.putObject("properties");
        properties.putObject("type").put("type", "string").put("const", TYPES + slug);
        ArrayNode required = own.putArray("required").add("type");
        for (var member : members.properties()) {
            properties.set(member.getKey(), member.getValue());
            required.add(member.getKey());
        }
        ObjectNode schema = object();
        schema.putArray("allOf").add(object("$ref", REFERENCE + BASE)).add(own);
        return schema;
    }

    private static ObjectNode base() {
        return (ObjectNode)
                Json.read(
                        """
                        {
                          "type": "object",
                          "description": "What went wrong (RFC 9457).",
                          "properties": {
                            "type": {
                              "type": "string",
                              "format": "uri",
                              "description": "Identifies the type of problem; it is no page."
                            },
                            "title": {"type": "string"},
                            "status": {"type": "integer", "minimum": 400, "maximum": 599},
                            "detail": {
                              "type": "string",
                              "description": "This occurrence in a sentence."
                            },
                            "instance": {"type": "string", "format": "uri-reference"},
                            "nextStep": {
                              "type": "string",
                              "description": "The way on, for a person."
                            },
                            "errors": {
                              "type": "array",
                              "description": "What is wrong with the input.",
                              "items": {"$ref": "#/components/schemas/InputError"}
                            },
                            "traceId": {"type": "string", "pattern": "^[0-9a-f]{32}$"}
                          },
                          "required": ["type", "title", "status", "instance"]
                        }
                        """);
    }

    /** What is wrong with one field. */
    static ObjectNode inputError() {
        return (ObjectNode)
                Json.read(
                        """
                        {
                          "type": "object",
                          "properties": {
                            "pointer": {
                              "type": "string",
                              "description": "An RFC 6901 pointer into the body; a query parameter or a header is named like a member."
                            },
                            "detail": {"type": "string"}
                          },
                          "required": ["pointer", "detail"]
                        }
                        """);
    }
}
