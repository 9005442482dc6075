package dev.atelier.bench;

import dev.atelier.local.StartFailed;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Something that is measured, as a program of its own. */
public interface Benchmark {

    /** Runs it, and says whether all targets are met. */
    boolean run() throws IOException, SQLException, InterruptedException;

    /** Where people read how it goes on. */
    static PrintStream out() {
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }

    /** The status to end with: 1 when targets were missed, or it could not be run and says why. */
    static int status(Benchmark benchmark, PrintStream out) {
        try {
            return benchmark.run() ? 0 : 1;
        } catch (StartFailed
                | IllegalStateException
                | IOException
                | UncheckedIOException
                | SQLException failure) {
            out.println(failure.getMessage());
            return 1;
        } catch (InterruptedException _) {
            return 1;
        }
    }
}
