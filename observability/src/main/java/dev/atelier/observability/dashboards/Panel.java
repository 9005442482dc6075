package dev.atelier.observability.dashboards;

import java.util.List;
import java.util.stream.Stream;

/**
 * Lines over time.
 *
 * @param unit as Grafana calls it
 */
public record Panel(String title, String unit, List<Query> queries) {

    public Panel {
        queries = List.copyOf(queries);
    }

    static Panel of(String title, String unit, String expression, String legend) {
        return new Panel(title, unit, List.of(new Query(expression, legend)));
    }

    Panel and(String expression, String legend) {
        return new Panel(
                title,
                unit,
                Stream.concat(queries.stream(), Stream.of(new Query(expression, legend))).toList());
    }
}
