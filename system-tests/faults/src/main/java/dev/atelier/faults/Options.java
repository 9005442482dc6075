package dev.atelier.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What is asked of {@code ./atelier faults}.
 *
 * @param seeds how many
 * @param duration of the traffic of each
 * @param report where the report goes
 */
record Options(int seeds, long firstSeed, Duration duration, Path report) {

    static Options parse(String... arguments) {
        Options options = new Options(20, 1, Duration.ofSeconds(60), Path.of("docs/faults.md"));
        Iterator<String> rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest.next());
        }
        return options;
    }

    /** What one types for the same again. */
    String command() {
        return "./atelier faults --seeds %d --first-seed %d --duration %ds"
                .formatted(seeds, firstSeed, duration.toSeconds());
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--seeds" -> new Options(Integer.parseInt(value), firstSeed, duration, report);
            case "--first-seed" -> new Options(seeds, Long.parseLong(value), duration, report);
            case "--duration" -> new Options(seeds, firstSeed, seconds(value), report);
            case "--report" -> new Options(seeds, firstSeed, duration, Path.of(value));
            default -> throw new IllegalArgumentException("unknown option " + name);
        };
    }

    private static Duration seconds(String value) {
        return Duration.parse("PT" + value);
    }
}
