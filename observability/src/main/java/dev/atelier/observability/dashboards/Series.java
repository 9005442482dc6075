package dev.atelier.observability.dashboards;

import java.util.List;

/**
 * A line of a panel.
 *
 * @param name as the legend says
 * @param values at equal distances in time; {@code NaN} where there is none
 */
public record Series(String name, List<Double> values) {

    public Series {
        values = List.copyOf(values);
    }
}
