package dev.atelier.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A run of a program for the sake of the cache that it leaves. */
@FunctionalInterface
interface Training {

    /**
     * Runs the program until it has shown what it loads.
     *
     * @param program whose cache does not exist yet
     * @param directory to write to
     * @param log for the program's output
     */
    void run(Program program, Path directory, Path log) throws IOException, InterruptedException;

    /** That of a Spring Boot application, which ends by itself before it connects to anything. */
    static Training untilRefreshed(Map<String, String> environment) {
        return (program, _, log) -> {
            ProcessBuilder builder =
                    new ProcessBuilder(program.training("-Dspring.context.exit=onRefresh"));
            builder.environment().putAll(environment);
            Processes.run("training", log, builder);
        };
    }
}
