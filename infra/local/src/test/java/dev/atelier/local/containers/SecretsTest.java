package dev.atelier.local.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.local.Passwords;
import dev.atelier.local.issuer.LocalTokens;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Schema;
import dev.atelier.topology.Topology;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class SecretsTest {

    @TempDir private Path directory;

    @BeforeEach
    void make() throws IOException {
        new Secrets(directory).make();
    }

    static List<Deployable> services() {
        return Topology.ATELIER.services();
    }

    @ParameterizedTest
    @MethodSource("services")
    void givesEachServiceItsOwnPasswordsAsProperties(Deployable service) throws IOException {
        Schema schema = service.schema().orElseThrow();
        Passwords passwords = Passwords.in(directory.resolve("all"));

        assertThat(contents(directory.resolve(service.name())))
                .containsOnly(
                        Map.entry("spring.r2dbc.password", passwords.of(schema.applicationRole())),
                        Map.entry("spring.flyway.password", passwords.of(schema.ownerRole())));
    }

    @Test
    void givesNoPasswordTwice() throws IOException {
        List<String> passwords =
                Stream.concat(
                                Stream.of("postgres", "grafana"),
                                services().stream().map(Deployable::name))
                        .flatMap(reader -> contents(directory.resolve(reader)).values().stream())
                        .toList();

        assertThat(passwords).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void makesKeyThatSignsTokens() {
        LocalTokens tokens =
                LocalTokens.from(directory.resolve("issuer/issuer.pem"), URI.create("http://me"));

        assertThat(tokens.token("ada")).isNotEmpty();
    }

    @Test
    void leavesWhatIsThere() throws IOException {
        Map<String, String> before = all();

        new Secrets(directory).make();

        assertThat(all()).isEqualTo(before);
    }

    /** A reader that runs as another user than the maker has no other way. */
    @Test
    void letsEveryUserRead() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .hasSize(10)
                    .allSatisfy(
                            file ->
                                    assertThat(Files.getPosixFilePermissions(file))
                                            .isEqualTo(
                                                    PosixFilePermissions.fromString("r--r--r--")));
        }
    }

    private Map<String, String> all() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isDirectory)
                    .flatMap(
                            folder ->
                                    contents(folder).entrySet().stream()
                                            .map(
                                                    file ->
                                                            Map.entry(
                                                                    folder + "/" + file.getKey(),
                                                                    file.getValue())))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    private static Map<String, String> contents(Path folder) {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
            return contents;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
