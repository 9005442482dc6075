package dev.atelier.bench.images;

import dev.atelier.bench.ReportPage;
import dev.atelier.bench.Table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The section of the report about images.
 *
 * @param machine where and when it was measured
 * @param engine what bounded the containers
 * @param starts of each image
 * @param choices of user-service
 */
record ImagesReport(
        ImagesBench.Plan plan,
        String machine,
        String engine,
        Map<String, Start> starts,
        Map<Choice, Chosen> choices) {

    private static final double MEGABYTE = 1024 * 1024;

    /**
     * How one image starts.
     *
     * @param size of the image
     */
    record Start(Started without, Started with, long size) {}

    /**
     * What came of one choice.
     *
     * @param first work, right after the start
     * @param warm work, when it has gone on for a while
     * @param memory after all of it
     */
    record Chosen(Started started, Work.Done first, Work.Done warm, long memory) {}

    void write(Path page) throws IOException {
        ReportPage.put(page, "images", section());
    }

    String section() {
        return String.join(
                "\n\n",
                machine,
                "`./atelier bench images%s`: %s; one processor and 512 MB each, %d starts of each, median with the least and the most."
                        .formatted(plan.quick() ? " --quick" : "", engine, plan.starts()),
                plan.quick() ? "**Quick: these numbers mean nothing.**" : "Each image:",
                new Table(
                                List.of(
                                        "image",
                                        "ready after s, without its cache",
                                        "with it",
                                        "MB, without",
                                        "with",
                                        "image, MB"),
                                starts.entrySet().stream().map(ImagesReport::start).toList())
                        .toString(),
                "user-service, told otherwise, with a cache of each; work is measured for %1$d s from the first request on, and for %1$d s after %2$d s more of it:"
                        .formatted(plan.work().toSeconds(), plan.between().toSeconds()),
                new Table(
                                List.of(
                                        "collector and compilers",
                                        "ready after s",
                                        "MB then",
                                        "answers a second at first",
                                        "at last",
                                        "processor ms an answer",
                                        "p95 ms",
                                        "MB at last"),
                                choices.entrySet().stream().map(ImagesReport::choice).toList())
                        .toString());
    }

    private static List<String> start(Map.Entry<String, Start> row) {
        Start start = row.getValue();
        return List.of(
                "`%s`".formatted(row.getKey()),
                start.without().seconds(),
                start.with().seconds(),
                start.without().megabytes(),
                start.with().megabytes(),
                number("%.0f", start.size() / MEGABYTE));
    }

    private static List<String> choice(Map.Entry<Choice, Chosen> row) {
        Chosen chosen = row.getValue();
        return List.of(
                row.getKey().words(),
                chosen.started().seconds(),
                chosen.started().megabytes(),
                number("%,.0f", chosen.first().perSecond()),
                number("%,.0f", chosen.warm().perSecond()),
                number("%.2f", chosen.warm().processor().toNanos() / 1e6),
                number("%.1f", chosen.warm().latencies().percentile(95).toNanos() / 1e6),
                number("%.0f", chosen.memory() / MEGABYTE));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
