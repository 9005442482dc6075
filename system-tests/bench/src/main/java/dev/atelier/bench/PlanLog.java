package dev.atelier.bench;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The plans of the very statements that a service runs, with the values and the settings with which
 * it runs them: Postgres writes them into its log when it has run one.
 */
final class PlanLog {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final PrivatePlatform platform;

    PlanLog(PrivatePlatform platform) {
        this.platform = platform;
    }

    /** Makes a role's coming connections able to tell; until {@link #open} they do not. */
    void prepare(String role) throws SQLException {
        platform.execute(
                "ALTER ROLE %s SET session_preload_libraries = 'auto_explain'".formatted(role));
    }

    /** From now on every statement's plan is told, which makes them slower. */
    void open() throws SQLException {
        platform.execute(
                "ALTER SYSTEM SET auto_explain.log_analyze = on",
                "ALTER SYSTEM SET auto_explain.log_buffers = on",
                "ALTER SYSTEM SET auto_explain.log_parameter_max_length = 0",
                "ALTER SYSTEM SET auto_explain.log_min_duration = 0",
                "SELECT pg_reload_conf()");
    }

    /**
     * The plans of the statements that a request leads to.
     *
     * @param wanted recognizes, by its plan, the last statement
     */
    List<String> plans(Runnable request, Predicate<String> wanted)
            throws IOException, InterruptedException {
        long start = Files.size(file());
        request.run();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            List<String> plans = entries(start);
            if (plans.stream().anyMatch(wanted)) {
                return plans;
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
        throw new IOException("no plan in " + file());
    }

    private List<String> entries(long start) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file()).position(start)) {
            byte[] bytes = Channels.newInputStream(channel).readAllBytes();
            return entries(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** An entry's first line says how long it took; those that follow are indented. */
    static List<String> entries(String log) {
        List<String> entries = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        for (String line : log.lines().toList()) {
            if (line.startsWith("\t")) {
                entry.append(line.substring(1)).append('\n');
            } else {
                addPlan(entry, entries);
                entry = new StringBuilder(line).append('\n');
            }
        }
        addPlan(entry, entries);
        return entries;
    }

    private static void addPlan(StringBuilder entry, List<String> entries) {
        int plan = entry.indexOf("Query Text: ");
        if (plan >= 0) {
            entries.add(entry.substring(plan));
        }
    }

    private Path file() {
        return platform.log("postgres");
    }
}
