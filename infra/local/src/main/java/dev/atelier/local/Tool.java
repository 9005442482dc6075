package dev.atelier.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program that observes, which the machine has or has not: we bring none of them. */
enum Tool {
    PROMETHEUS("prometheus", "prometheus"),
    ALERTMANAGER("prometheus-alertmanager", "alertmanager"),
    POSTGRES_EXPORTER("prometheus-postgres-exporter", "postgres_exporter"),
    HOST_EXPORTER("prometheus-node-exporter", "node_exporter");

    /** Debian calls its package as it calls the program. */
    private final String onDebian;

    private final String elsewhere;

    Tool(String onDebian, String elsewhere) {
        this.onDebian = onDebian;
        this.elsewhere = elsewhere;
    }

    Optional<Path> find() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(
                        directory ->
                                Stream.of(onDebian, elsewhere)
                                        .map(program -> Path.of(directory, program)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Looks whether all are there.
     *
     * @throws StartFailed when one is missing; it says how to install them
     */
    static void requireAll() {
        List<Tool> missing = Stream.of(values()).filter(tool -> tool.find().isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new StartFailed(advice(missing));
        }
    }

    private static String advice(List<Tool> missing) {
        return """
        To observe, Atelier needs programs that are not installed here: %s.
          Debian, Ubuntu  apt-get install --no-install-recommends %s
          macOS           brew install %s
        On Debian they also start as services, on ports of their own; Atelier does not need those.\
        """
                .formatted(
                        missing.stream()
                                .map(tool -> tool.elsewhere)
                                .collect(Collectors.joining(", ")),
                        missing.stream()
                                .map(tool -> tool.onDebian)
                                .collect(Collectors.joining(" ")),
                        missing.stream()
                                .map(tool -> tool.elsewhere)
                                .collect(Collectors.joining(" ")));
    }
}
