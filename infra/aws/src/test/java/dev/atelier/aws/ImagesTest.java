package dev.atelier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.ProjectFiles;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tasks take the images for what the Dockerfile makes them. */
class ImagesTest {

    private static final World WORLD = World.synthesized();
    private static final String DOCKERFILE =
            ProjectFiles.read(ProjectFiles.root().resolve("Dockerfile"));

    @Test
    void tasksRunAndWriteAsTheImagesAreMade() {
        assertThat(findings(DOCKERFILE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "USER 10001:10001, USER 1001:1001",
        "VOLUME /tmp, VOLUME /var/tmp",
        "VOLUME /work, VOLUME /configuration",
        "/etc/atelier, /etc/ssl",
        "EXPOSE 8080 9080, EXPOSE 8080"
    })
    void anotherImageIsNoticed(String instead, String other) {
        assertThat(DOCKERFILE).contains(instead);

        assertThat(findings(DOCKERFILE.replace(instead, other))).isNotEmpty();
    }

    /** Without them Maven refuses to build the images from source. */
    @Test
    void buildSeesThePomOfEveryModule() {
        List<String> seen =
                ProjectFiles.read(ProjectFiles.root().resolve(".dockerignore")).lines().toList();
        List<String> modules =
                Pattern.compile("<module>(.*)</module>")
                        .matcher(ProjectFiles.read(ProjectFiles.root().resolve("pom.xml")))
                        .results()
                        .map(module -> "!%s/pom.xml".formatted(module.group(1)))
                        .toList();

        assertThat(seen).contains("!pom.xml").containsAll(modules);
        assertThat(modules).hasSizeGreaterThan(10);
    }

    private static List<String> findings(String dockerfile) {
        Map<String, List<String>> stages = stages(dockerfile);
        List<String> findings = new ArrayList<>();
        for (Templates templates : WORLD.environments()) {
            DataPolicies.eachContainer(
                    templates,
                    (task, container) ->
                            stage(container)
                                    .map(stages::get)
                                    .forEach(
                                            stage ->
                                                    compare(
                                                            task + " " + templates.name(),
                                                            container,
                                                            stage,
                                                            findings)));
        }
        return findings;
    }

    private static void compare(
            String task, JsonNode container, List<String> stage, List<String> findings) {
        List<String> wanted = new ArrayList<>();
        wanted.add("USER " + container.path("User").asString());
        container
                .path("MountPoints")
                .forEach(point -> wanted.add("VOLUME " + point.path("ContainerPath").asString()));
        List<String> ports =
                container
                        .path("PortMappings")
                        .valueStream()
                        .map(port -> port.path("ContainerPort").asString())
                        .toList();
        if (!ports.isEmpty()) {
            wanted.add("EXPOSE " + String.join(" ", ports));
        }
        container
                .path("Environment")
                .valueStream()
                .map(variable -> variable.path("Value").toString())
                .filter(value -> value.contains("sslRootCert="))
                .map(value -> value.replaceAll(".*sslRootCert=(/.*)/[^/]*\"?.*", "$1"))
                .forEach(
                        directory ->
                                wanted.add(
                                        "COPY --from=authorities %1$s %1$s".formatted(directory)));
        wanted.stream()
                .filter(instruction -> !stage.contains(instruction))
                .forEach(instruction -> findings.add(task + " misses " + instruction));
    }

    /** The stage that a container's image comes from; none for images of others. */
    private static Stream<String> stage(JsonNode container) {
        String image = container.path("Image").toString();
        if (image.contains("/atelier/observability@")) {
            return Stream.of("observability");
        }
        return Topology.ATELIER.deployables().stream()
                .map(Deployable::name)
                .filter(name -> image.contains("/atelier/%s@".formatted(name)))
                .map(_ -> "deployable");
    }

    /** The instructions of each stage. */
    private static Map<String, List<String>> stages(String dockerfile) {
        Map<String, List<String>> stages = new HashMap<>();
        List<String> stage = new ArrayList<>();
        for (String line : dockerfile.lines().toList()) {
            if (line.startsWith("FROM ")) {
                stage = new ArrayList<>();
                stages.put(line.substring(line.lastIndexOf(' ') + 1), stage);
            }
            stage.add(line);
        }
        return stages;
    }
}
