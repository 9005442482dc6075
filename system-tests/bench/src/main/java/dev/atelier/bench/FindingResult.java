package dev.atelier.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What was measured of one combination.
 *
 * @param rows how many workshops are on the page
 * @param alone by one client
 * @param together by two clients at once
 * @param plans of all statements that the request leads to
 */
record FindingResult(
        Combination combination,
        int rows,
        Latencies alone,
        Latencies together,
        List<String> plans) {

    static final Duration LIMIT = Duration.ofMillis(150);

    private static final Pattern SEQUENTIAL = Pattern.compile("Seq Scan on workshop\\b");

    FindingResult with(List<String> plans) {
        return new FindingResult(combination, rows, alone, together, plans);
    }

    /** The plan of the statement that finds the workshops. */
    static boolean isOfFinding(String plan) {
        return plan.contains("AS sort_key");
    }

    boolean isTooSlow() {
        return worst().compareTo(LIMIT) > 0;
    }

    boolean readsAll() {
        return plans.stream().anyMatch(plan -> SEQUENTIAL.matcher(plan).find());
    }

    Duration worst() {
        Duration one = alone.percentile(95);
        Duration two = together.percentile(95);
        return one.compareTo(two) > 0 ? one : two;
    }

    String findingPlan() {
        return plans.stream().filter(FindingResult::isOfFinding).findFirst().orElseThrow();
    }

    /** A row of the table. */
    String row() {
        return "| `%s` | %d | %s | %s |%s"
                .formatted(
                        combination.name(),
                        rows,
                        columns(alone),
                        columns(together),
                        isTooSlow() || readsAll() ? " **missed** |" : " |");
    }

    private static String columns(Latencies latencies) {
        return "%s | %s | %s"
                .formatted(
                        millis(latencies.percentile(50)),
                        millis(latencies.percentile(95)),
                        millis(latencies.max()));
    }

    static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
    }
}
