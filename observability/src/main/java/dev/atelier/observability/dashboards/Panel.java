package dev.atelier.observability.dashboards;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a question's answers were over time.
 *
 * @param unit as Grafana calls it
 */
public record Panel(String title, Look look, String unit, List<Query> queries) {

    public Panel {
        queries = List.copyOf(queries);
    }

    static Panel of(String title, String unit, String expression, String legend) {
        return new Panel(title, Look.LINES, unit, List.of(new Query(expression, legend)));
    }

    /** With a lane for each series, of which it matters only whether it is above 0. */
    static Panel lanes(String title, Look look, String expression, String legend) {
        return new Panel(title, look, "short", List.of(new Query(expression, legend)));
    }

    Panel and(String expression, String legend) {
        return new Panel(
                title,
                look,
                unit,
                Stream.concat(queries.stream(), Stream.of(new Query(expression, legend))).toList());
    }
}
