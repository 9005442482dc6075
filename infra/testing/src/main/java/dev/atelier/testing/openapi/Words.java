package dev.atelier.testing.openapi;

import dev.atelier.testing.ProjectFiles;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a service's code does not say of its API: what operations and schemas are called outside,
 * and within which limits what is sent must be, where only code looks at them.
 */
record Words(JsonNode words) {

    static Words in(Path file) {
        Object words =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(ProjectFiles.read(file));
        return new Words(JsonMapper.shared().valueToTree(words));
    }

    /** Under which its operations are found. */
    String tag() {
        return words.get("tag").asString();
    }

    /** What the type is called, unless it is as its class says. */
    Optional<String> name(String type) {
        return words.path("names").path(type).stringValueOpt();
    }

    /** The words of an operation, which must be there. */
    JsonNode operation(String operation) {
        JsonNode found = words.path("operations").path(operation);
        if (!found.has("id") || !found.has("summary")) {
            throw new AssertionError("no words for " + operation);
        }
        return found;
    }

    /** Limits of a schema, as a merge patch. */
    JsonNode schema(String name) {
        return words.path("schemas").path(name);
    }

    /** The names of all schemas that have limits. */
    Iterable<String> schemas() {
        return words.path("schemas").propertyNames();
    }

    /** The classes of the members that a problem of this type has beyond those of all. */
    JsonNode membersOf(String problem) {
        return words.path("problems").path(problem);
    }
}
