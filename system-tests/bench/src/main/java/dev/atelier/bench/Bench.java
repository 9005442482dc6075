package dev.atelier.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

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
        PrintStream out = Benchmark.out();
        System.exit(run(arguments, out));
    }

    static int run(String[] arguments, PrintStream out) {
        if (!List.of(arguments).equals(List.of("finding"))) {
            out.println("usage: Bench finding");
            return 2;
        }
        return Benchmark.status(new FindingBench(out, Path.of("docs/performance.md")), out);
    }
}
