package dev.atelier.observability;

import org.junit.jupiter.api.Assumptions;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Programs that come with Prometheus and Alertmanager. The continuous build installs them; where
 * they are not, tests that need them are skipped, and say so.
 */
final class Programs {

    private Programs() {}

    /** Runs one, whose output is what is returned. */
    static Outcome run(String program, Object... arguments) {
        require(program);
        List<String> command = new ArrayList<>(List.of(program));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
    }

    static void require(String program) {
        boolean isThere =
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        if (!isThere) {
            String message =
                    "RULES NOT TESTED: %s is not installed (Debian: prometheus, prometheus-alertmanager)"
                            .formatted(program);
            System.err.println("\n*** " + message + " ***\n");
            Assumptions.abort(message);
        }
    }

    /** How a program ended, and what it said. */
    record Outcome(int status, String output) {

        boolean isGood() {
            return status == 0;
        }
    }
}
