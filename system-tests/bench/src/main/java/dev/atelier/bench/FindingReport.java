package dev.atelier.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The section of the report about finding.
 *
 * @param results the slowest first
 */
record FindingReport(List<FindingResult> results, int workshops, Machine machine, String postgres) {

    private static final String HEAD =
            """
            | combination | on the page | p50 | p95 | max | p50, two | p95, two | max, two | |
            |---|---|---|---|---|---|---|---|---|
            """;

    boolean isGood() {
        return results.stream().noneMatch(result -> result.isTooSlow() || result.readsAll());
    }

    void print(PrintStream out) {
        out.printf("%n%s%s%n", HEAD, table());
        out.printf("%nThe plan of the slowest:%n%n%s%n", results.getFirst().findingPlan());
        results.stream()
                .filter(FindingResult::readsAll)
                .forEach(
                        result ->
                                out.printf(
                                        "Reads the whole table: %s%n%s%n",
                                        result.combination().name(),
                                        String.join("\n", result.plans())));
        out.println(verdict());
    }

    void write(Path page) throws IOException {
        ReportPage.put(page, "finding", section());
    }

    private String section() {
        return """
        %s

        %s

        %s%s

        The plan of the slowest:

        ```
        %s
        ```
        """
                .formatted(
                        machine.describe(postgres),
                        verdict(),
                        HEAD,
                        table(),
                        results.getFirst().findingPlan().strip());
    }

    private String table() {
        return results.stream().map(FindingResult::row).collect(Collectors.joining("\n"));
    }

    private String verdict() {
        long slow = results.stream().filter(FindingResult::isTooSlow).count();
        long whole = results.stream().filter(FindingResult::readsAll).count();
        return "%,d workshops, %d combinations: %d above %d ms at p95, %d with a sequential scan of workshops."
                .formatted(workshops, results.size(), slow, FindingResult.LIMIT.toMillis(), whole);
    }
}
