package dev.atelier.bench;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Where and when it was measured.
 *
 * @param load how many processes wanted to run, on average over the minute before
 */
public record Machine(LocalDate day, int cores, String system, String java, double load) {

    public static Machine now() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                LocalDate.now(ZoneOffset.UTC),
                system.getAvailableProcessors(),
                system.getName() + " " + system.getArch(),
                Runtime.version().toString(),
                system.getSystemLoadAverage());
    }

    /** In a sentence, which also says whether others used it. */
    public String describe(String postgres) {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %s, Java %s, PostgreSQL %s with its defaults; load before: %.1f%s.",
                day,
                cores,
                system,
                java,
                postgres,
                load,
                load > cores / 2.0 ? " (others were using the machine)" : "");
    }
}
