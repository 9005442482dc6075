package dev.atelier.testing.events;

import dev.atelier.testing.ProjectFiles;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The AsyncAPI document of a service.
 *
 * @param folder in which it is, and from where it refers to others
 */
record AsyncApi(Path folder, JsonNode document) {

    static AsyncApi in(Path folder) {
        Object document =
                new Yaml(new SafeConstructor(new LoaderOptions()))
                        .load(ProjectFiles.read(folder.resolve("asyncapi.yaml")));
        return new AsyncApi(folder, JsonMapper.shared().valueToTree(document));
    }

    String version() {
        return document.at("/asyncapi").asString();
    }

    /** The addresses of all channels. */
    List<String> addresses() {
        return document.get("channels").findValuesAsString("address");
    }

    /** The types that the document says are sent. */
    Set<String> sent() {
        return Set.copyOf(document.at("/channels/queue/messages").propertyNames());
    }

    Set<String> described() {
        return Set.copyOf(document.at("/components/messages").propertyNames());
    }

    /** What is said of a message of the type, in the order of the document. */
    List<String> partsOf(String type) {
        JsonNode message = document.at("/components/messages").path(type);
        JsonNode own = message.at("/payload/schema/allOf/1/properties");
        return List.of(
                document.at("/channels/queue/messages").path(type).path("$ref").asString(),
                message.at("/traits/0/$ref").asString(),
                message.at("/payload/schemaFormat").asString(),
                message.at("/payload/schema/allOf/0/$ref").asString(),
                own.at("/type/const").asString(),
                own.at("/data/$ref").asString(),
                message.at("/examples/0/payload/$ref").asString());
    }

    /** The files that it refers to, each as often as it does. */
    List<Path> files() {
        return references()
                .filter(reference -> !reference.startsWith("#"))
                .map(reference -> folder.resolve(reference).normalize())
                .toList();
    }

    /** The references that lead nowhere. */
    List<String> deadReferences() {
        return references().filter(reference -> !leadsSomewhere(reference)).toList();
    }

    private Stream<String> references() {
        return document.findValuesAsString("$ref").stream();
    }

    private boolean leadsSomewhere(String reference) {
        return reference.startsWith("#")
                ? !document.at(reference.substring(1)).isMissingNode()
                : Files.exists(folder.resolve(reference));
    }
}
