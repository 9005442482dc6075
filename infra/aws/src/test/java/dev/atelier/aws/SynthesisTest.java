package dev.atelier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.topology.Topology;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What CDK and its rules say of the applications, and that they come out the same every time. */
class SynthesisTest {

    private static final int PATIENCE_MINUTES = 5;

    @Test
    void rulesFindNothingThatIsNotExplained() {
        assertThat(World.NAMES.stream().flatMap(name -> World.messages(name).stream())).isEmpty();
    }

    /** What is suppressed has a finding to suppress, or the line is out of date. */
    @Test
    void everySuppressionIsNeeded() throws IOException {
        for (String name : World.NAMES) {
            Set<String> meant =
                    Suppressions.of(name, Topology.ATELIER).stream()
                            .map(suppression -> suppression.rule() + " " + suppression.resource())
                            .collect(Collectors.toCollection(TreeSet::new));

            assertThat(suppressed(World.directory(name))).isEqualTo(meant);
        }
    }

    private static Set<String> suppressed(Path directory) throws IOException {
        Set<String> suppressed = new TreeSet<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path report : files.filter(f -> f.toString().endsWith("NagReport.csv")).toList()) {
                Files.readAllLines(report).stream()
                        .skip(1)
                        .map(line -> line.split("\",\""))
                        .filter(cells -> cells[2].equals("Suppressed"))
                        .forEach(cells -> suppressed.add(cells[0].substring(1) + " " + cells[1]));
            }
        }
        return suppressed;
    }

    @Test
    void anotherJvmWritesTheSameBytes(@TempDir Path elsewhere) throws Exception {
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Elsewhere.class.getName(),
                                elsewhere.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(elsewhere.resolve("output").toFile())
                        .start();

        assertThat(other.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(other.exitValue()).as(Files.readString(elsewhere.resolve("output"))).isZero();
        for (String name : World.NAMES) {
            assertThat(templates(elsewhere.resolve(name)))
                    .isNotEmpty()
                    .isEqualTo(templates(World.directory(name)));
        }
    }

    /** What the other JVM runs. */
    static final class Elsewhere {

        public static void main(String[] arguments) {
            for (String name : World.NAMES) {
                Synthesis.of(name, Path.of(arguments[0], name)).synth();
            }
        }
    }

    private static Map<String, String> templates(Path directory) throws IOException {
        Map<String, String> templates = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".template.json")).toList()) {
                templates.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return templates;
    }
}
