package dev.atelier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.observability.Configuring;
import dev.atelier.testing.ProjectFiles;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What monitoring is told is all that its configuration is made of. */
class ConfigurationsTest {

    private static final World WORLD = World.synthesized();
    private static final Path SOURCE = ProjectFiles.root().resolve("observability");

    @TempDir private Path directory;

    static List<Told> told() {
        List<Told> told = new ArrayList<>();
        for (Templates templates : WORLD.environments()) {
            DataPolicies.eachContainer(
                    templates,
                    (_, container) -> {
                        if (container.path("Name").asString().equals("configuration")) {
                            told.add(Told.of(templates.name(), container));
                        }
                    });
        }
        return told;
    }

    @ParameterizedTest
    @MethodSource("told")
    void canBeWritten(Told told) throws IOException {
        new Configuring(SOURCE, told.variables()).write(told.program(), directory);

        assertThat(told.directory()).isEqualTo("/work");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isNotEmpty();
        }
    }

    /** A variable that nothing is made of would mean that it is called otherwise. */
    @ParameterizedTest
    @MethodSource("told")
    void isMadeOfEveryVariable(Told told) throws IOException {
        String all = written(told, told.variables());

        for (Map.Entry<String, String> variable : told.variables().entrySet()) {
            Map<String, String> others = new TreeMap<>(told.variables());
            others.put(variable.getKey(), variable.getValue().replaceAll("[a-z0-9]+", "x7"));
            assertThat(attempt(told, others)).as(variable.getKey()).isNotEqualTo(all);
        }
    }

    private String attempt(Told told, Map<String, String> variables) throws IOException {
        try {
            return written(told, variables);
        } catch (IllegalArgumentException exception) {
            return exception.getMessage();
        }
    }

    private String written(Told told, Map<String, String> variables) throws IOException {
        new Configuring(SOURCE, variables).write(told.program(), directory);
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(file).append('\n').append(Files.readString(file));
            }
        }
        return all.toString();
    }

    /** What one program's configuration is made of in one environment. */
    record Told(
            String environment, String program, String directory, Map<String, String> variables) {

        static Told of(String environment, JsonNode container) {
            Map<String, String> variables = new TreeMap<>();
            for (JsonNode variable : container.path("Environment")) {
                variables.put(variable.path("Name").asString(), text(variable.path("Value")));
            }
            for (JsonNode secret : container.path("Secrets")) {
                variables.put(secret.path("Name").asString(), "secret");
            }
            JsonNode command = container.path("Command");
            return new Told(
                    environment, command.path(0).asString(), command.path(1).asString(), variables);
        }

        /** What CloudFormation puts in when it deploys is an address. */
        private static String text(JsonNode value) {
            return value.isString() ? value.asString() : "https://made.example/";
        }

        @Override
        public String toString() {
            return environment + " " + program;
        }
    }
}
