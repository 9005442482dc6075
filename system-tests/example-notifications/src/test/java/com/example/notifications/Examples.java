package com.example.notifications;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The messages that stand beside the services of Atelier as examples. */
final class Examples {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path ROOT = Path.of("../..");
    private static final String FOLDER = "src/main/resources/events/examples";

    private Examples() {}

    static List<ObjectNode> all() {
        return Stream.of("user-service", "workshop-service", "enrollment-service")
                .flatMap(service -> files(ROOT.resolve(service).resolve(FOLDER)))
                .map(Examples::read)
                .toList();
    }

    /** The example of that type, to be changed. */
    static ObjectNode of(String type) {
        return all().stream()
                .filter(example -> example.get("type").asString().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no example of " + type))
                .deepCopy();
    }

    /** As it may come one day: with members that nobody knows yet, wherever there may be some. */
    static JsonNode fromTheFuture(ObjectNode example) {
        ObjectNode future = example.deepCopy();
        future.put("unknown", "member");
        ((ObjectNode) future.get("data")).putObject("unknown").put("member", true);
        return future;
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static ObjectNode read(Path file) {
        return (ObjectNode) JSON.readTree(file);
    }
}
