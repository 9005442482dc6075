package dev.atelier.system.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.faults.alerts.Observed;
import dev.atelier.observability.dashboards.Dashboard;
import dev.atelier.observability.dashboards.Panel;
import dev.atelier.observability.dashboards.Picture;
import dev.atelier.observability.dashboards.Query;
import dev.atelier.observability.dashboards.Series;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What dashboards show of the last minutes of a platform. It goes into the documentation only when
 * that is asked for, with {@code -Datelier.pictures.record=true}: no two are the same.
 *
 * @param end of what is shown
 */
record Recording(Observed observed, Instant end) {

    private static final Duration SPAN = Duration.ofMinutes(3);
    private static final Duration STEP = Duration.ofSeconds(2);
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    private static final Path DIRECTORY =
            Boolean.getBoolean("atelier.pictures.record")
                    ? Path.of("../docs/pictures")
                    : Path.of("target/pictures");

    /** Draws what every query of a dashboard finds, which is something. */
    void draw(Dashboard dashboard) throws IOException {
        Map<String, List<Series>> lines = new HashMap<>();
        for (Panel panel : dashboard.panels()) {
            lines.put(panel.title(), lines(panel));
        }
        Files.createDirectories(DIRECTORY);
        Files.writeString(
                DIRECTORY.resolve(dashboard.name() + ".svg"),
                new Picture(dashboard, lines, SPAN).svg());
    }

    private List<Series> lines(Panel panel) {
        List<Series> lines = new ArrayList<>();
        for (Query query : panel.queries()) {
            String expression = Observed.TEMPO.expression(query.expression());
            JsonNode found = observed.query(expression, end, SPAN, STEP);
            assertThat(found).as("%s: %s", panel.title(), query.expression()).isNotEmpty();
            found.forEach(series -> lines.add(line(query, series)));
        }
        return lines;
    }

    private Series line(Query query, JsonNode series) {
        long start = end.minus(SPAN).getEpochSecond();
        Double[] values = new Double[Math.toIntExact(SPAN.dividedBy(STEP) + 1)];
        Arrays.fill(values, Double.NaN);
        for (JsonNode one : series.path("values")) {
            long place = (one.path(0).asLong() - start) / STEP.toSeconds();
            values[Math.toIntExact(place)] = Double.parseDouble(one.path(1).asString());
        }
        return new Series(legend(query, series.path("metric")), List.of(values));
    }

    private static String legend(Query query, JsonNode labels) {
        return LABEL.matcher(query.legend())
                .replaceAll(
                        label -> Matcher.quoteReplacement(labels.path(label.group(1)).asString("")))
                .strip();
    }
}
