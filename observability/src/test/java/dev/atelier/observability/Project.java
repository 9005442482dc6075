package dev.atelier.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is committed. Tests of a module run in its own directory. */
final class Project {

    static final Path HOME = Path.of("").toAbsolutePath();
    static final Path RULES = HOME.resolve("prometheus/rules");
    static final Path RULE_TESTS = HOME.resolve("prometheus/rule-tests");
    static final Path RUNBOOKS = HOME.resolve("runbooks");
    static final Path PROMETHEUS = HOME.resolve("prometheus/prometheus.yml");
    static final Path ALERTMANAGER = HOME.resolve("alertmanager/alertmanager.yml");

    private Project() {}

    static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    static Map<String, Object> yaml(Path file) {
        try {
            return Yaml.read(file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** All alerting rules; some have the same name. */
    static List<Alert> alerts() {
        return rules().stream().filter(rule -> rule.containsKey("alert")).map(Alert::new).toList();
    }

    private static List<Map<String, Object>> rules() {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Path file : files(RULES)) {
            for (Map<String, Object> group : Yaml.maps(yaml(file), "groups")) {
                rules.addAll(Yaml.maps(group, "rules"));
            }
        }
        return rules;
    }

    /** An alerting rule. */
    record Alert(Map<String, Object> rule) {

        String name() {
            return Yaml.text(rule, "alert");
        }

        String label(String name) {
            return Yaml.map(rule, "labels").getOrDefault(name, "").toString();
        }

        String annotation(String name) {
            return Yaml.map(rule, "annotations").getOrDefault(name, "").toString();
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
