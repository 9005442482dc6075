package dev.atelier.aws;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The templates of one application, read as one: a reference leads to its resource also when that
 * stands in another stack.
 */
final class Templates {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ENDING = ".template.json";

    private final String name;
    private final Map<String, ObjectNode> stacks;
    private final JsonNode manifest;

    private Templates(String name, Map<String, ObjectNode> stacks, JsonNode manifest) {
        this.name = name;
        this.stacks = stacks;
        this.manifest = manifest;
    }

    static Templates read(String name, Path directory) {
        Map<String, ObjectNode> stacks = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .forEach(
                            file ->
                                    stacks.put(
                                            file.getFileName().toString().replace(ENDING, ""),
                                            (ObjectNode) JSON.readTree(file)));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return new Templates(name, stacks, JSON.readTree(directory.resolve("manifest.json")));
    }

    /** To be changed without changing these. */
    Templates copy() {
        Map<String, ObjectNode> copies = new LinkedHashMap<>();
        stacks.forEach((id, template) -> copies.put(id, template.deepCopy()));
        return new Templates(name, copies, manifest.deepCopy());
    }

    String name() {
        return name;
    }

    Map<String, ObjectNode> stacks() {
        return stacks;
    }

    JsonNode manifest() {
        return manifest;
    }

    Stream<Resource> resources() {
        return stacks.entrySet().stream()
                .flatMap(
                        stack ->
                                stack.getValue().path("Resources").properties().stream()
                                        .map(
                                                entry ->
                                                        new Resource(
                                                                stack.getKey(),
                                                                entry.getKey(),
                                                                (ObjectNode) entry.getValue())));
    }

    List<Resource> ofType(String type) {
        return resources().filter(resource -> resource.type().equals(type)).toList();
    }

    /** The one of that type whose logical id begins so. */
    Resource one(String type, String beginning) {
        List<Resource> found =
                ofType(type).stream().filter(r -> r.id().startsWith(beginning)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(
                    "%d of type %s begin with %s in %s: %s"
                            .formatted(found.size(), type, beginning, name, found));
        }
        return found.getFirst();
    }

    /** The resource that a value in that stack refers to. */
    Optional<Resource> target(String stack, JsonNode value) {
        if (value.has("Ref")) {
            return resource(stack, value.get("Ref").asString());
        }
        if (value.has("Fn::GetAtt")) {
            return resource(stack, value.get("Fn::GetAtt").get(0).asString());
        }
        if (value.has("Fn::ImportValue")) {
            return exported(value.get("Fn::ImportValue").asString());
        }
        return Optional.empty();
    }

    Optional<Resource> target(Resource of, JsonNode value) {
        return target(of.stack(), value);
    }

    /** Every resource that something within the value refers to. */
    Stream<Resource> targetsWithin(String stack, JsonNode value) {
        return Stream.concat(
                target(stack, value).stream(),
                value.isContainer()
                        ? value.valueStream().flatMap(child -> targetsWithin(stack, child))
                        : Stream.empty());
    }

    private Optional<Resource> exported(String export) {
        for (Map.Entry<String, ObjectNode> stack : stacks.entrySet()) {
            for (JsonNode output : stack.getValue().path("Outputs").values()) {
                if (output.at("/Export/Name").asString("").equals(export)) {
                    return target(stack.getKey(), output.get("Value"));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Resource> resource(String stack, String id) {
        JsonNode node = stacks.get(stack).path("Resources").path(id);
        return node.isObject()
                ? Optional.of(new Resource(stack, id, (ObjectNode) node))
                : Optional.empty();
    }
}
