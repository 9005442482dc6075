package dev.atelier.local;

import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * {@code docker-compose.yml}, as far as tests look into it.
 *
 * @param document parsed
 * @param variables of each file of variables, by its path in the project
 */
record Compose(Map<String, Object> document, Map<String, Map<String, String>> variables) {

    static final String FILE = "docker-compose.yml";
    static final String ENVIRONMENT = "infra/containers/environment/";

    /** The project's own. */
    static Compose committed(Path root) {
        return parsed(read(root.resolve(FILE)), root);
    }

    /** One that is written otherwise. */
    static Compose parsed(String text, Path root) {
        Map<String, Object> document = new Yaml().load(text);
        Map<String, Map<String, String>> variables = new LinkedHashMap<>();
        for (Object service : map(document.get("services")).values()) {
            String file = (String) map(service).get("env_file");
            if (file != null) {
                variables.put(file, lines(root.resolve(file)));
            }
        }
        return new Compose(document, variables);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    List<Service> services() {
        return map(document.get("services")).entrySet().stream()
                .map(service -> new Service(service.getKey(), map(service.getValue())))
                .toList();
    }

    Service service(String name) {
        return services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no service " + name));
    }

    boolean has(String service) {
        return services().stream().anyMatch(one -> one.name().equals(service));
    }

    Set<String> volumes() {
        return map(document.get("volumes")).keySet();
    }

    /** What a service is told, by files and in place. */
    Map<String, String> told(Service service) {
        Map<String, String> told = new LinkedHashMap<>();
        Object file = service.node().get("env_file");
        told.putAll(file == null ? Map.of() : variables.get(file.toString()));
        map(service.node().get("environment"))
                .forEach((name, value) -> told.put(name, value.toString()));
        return told;
    }

    /** Whom a service waits for, and those for whom they wait. */
    Set<String> waitsFor(String service) {
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(service));
        while (!open.isEmpty()) {
            for (String next : service(open.pop()).waitsFor()) {
                if (found.add(next)) {
                    open.push(next);
                }
            }
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return Objects.requireNonNullElse((Map<String, Object>) value, Map.of());
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Object value) {
        return Objects.requireNonNullElse((List<String>) value, List.of());
    }

    private static Map<String, String> lines(Path file) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (Files.exists(file)) {
            read(file)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("=", 2))
                    .forEach(pair -> variables.put(pair[0], pair[1]));
        }
        return variables;
    }

    /** One of its services. */
    record Service(String name, Map<String, Object> node) {

        String text(String key) {
            return node.getOrDefault(key, "").toString();
        }

        /** An argument of its build; empty when it is not built, or without. */
        String built(String argument) {
            return map(map(node.get("build")).get("args")).getOrDefault(argument, "").toString();
        }

        boolean isBuilt() {
            return node.containsKey("build");
        }

        /** Whether it does something once, and ends. */
        boolean ends() {
            return text("restart").equals("no");
        }

        List<String> ports() {
            return list("ports");
        }

        List<String> volumes() {
            return list("volumes");
        }

        List<String> list(String key) {
            return Compose.list(node.get(key));
        }

        /** Whom it waits for until they are well, or have ended well. */
        List<String> waitsFor() {
            return map(node.get("depends_on")).entrySet().stream()
                    .filter(one -> !map(one.getValue()).get("condition").equals("service_started"))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}
