package dev.atelier.testing.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.ProjectFiles;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The tests of schemas that others build on. What they have promised is committed beside them, a
 * line each, so that a promise cannot go without a line that goes.
 */
public interface KeepsPromises {

    /** Set to true, new promises are added to those that are committed. */
    String RECORD = "atelier.promises.record";

    EventContract contract();

    @Test
    default void schemasAreWhatTheySay() {
        assertThat(contract().faultsOfSchemas()).isEmpty();
    }

    @Test
    default void breaksNoPromise() throws IOException {
        Path file = contract().folder().resolve("promises.txt");
        Promises current = Promises.of(contract().schemas());
        assertThat(committed(file).brokenBy(current))
                .as("schemas of a version may only be widened, see docs/events.md")
                .isEmpty();

        if (Boolean.getBoolean(RECORD)) {
            Files.write(file, current.lines());
        }
        assertThat(committed(file).lines())
                .as("promises.txt lacks what the schemas say: record it with -D%s=true", RECORD)
                .isEqualTo(current.lines());
    }

    private static Promises committed(Path file) {
        Stream<String> lines =
                Files.exists(file) ? ProjectFiles.read(file).lines() : Stream.empty();
        return Promises.parse(lines.toList());
    }
}
