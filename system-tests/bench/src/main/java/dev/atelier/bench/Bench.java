package dev.atelier.bench;

import dev.atelier.local.StartFailed;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;

/** Runs one benchmark by its name. */
public final class Bench {

    private Bench() {}

    /**
     * Ends with status 1 when the benchmark's targets were missed or it could not be run, and 2
     * when it was called wrongly.
     *
     * @param arguments the benchmark's name
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, out));
    }

    static int run(String[] arguments, PrintStream out) {
        String name = arguments.length == 1 ? arguments[0] : "";
        try {
            return switch (name) {
                case "finding" ->
                        new FindingBench(out, Path.of("docs/performance.md")).run() ? 0 : 1;
                default -> {
                    out.println("usage: Bench finding");
                    yield 2;
                }
            };
        } catch (StartFailed | IOException | UncheckedIOException | SQLException exception) {
            out.println(exception.getMessage());
            return 1;
        } catch (InterruptedException _) {
            return 1;
        }
    }
}
