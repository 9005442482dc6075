package dev.atelier.observability.dashboards;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Series as lines, the highest of them with a colour, a name and what they are now.
 *
 * @param unit as Grafana calls it
 */
record Lines(List<Series> series, String unit, Duration span) {

    private static final int LEFT = 72;
    private static final int TOP = 44;
    private static final int BOTTOM = 152;

    /** As many as have colours that one can tell apart. */
    private static final int NAMED = 6;

    private static final int NAMES_LEFT = 22;
    private static final int NAMES_TOP = 188;
    private static final int NAME_WIDTH = 220;
    private static final int NAME_HEIGHT = 15;
    private static final int NAME_LENGTH = 31;

    String svg() {
        Scale scale = Scale.of(series.stream().flatMapToDouble(Lines::values), unit);
        TimeAxis time = new TimeAxis(LEFT, span);
        List<Series> ordered =
                series.stream()
                        .sorted(Comparator.comparingDouble(Lines::highest).reversed())
                        .toList();
        StringBuilder drawn = new StringBuilder(time.svg(TOP, BOTTOM));
        scale.ticks().mapToObj(tick -> tick(tick, scale)).forEach(drawn::append);
        // The named ones last, so that nothing hides them.
        for (int index = ordered.size() - 1; index >= 0; index--) {
            String colour = index < NAMED ? "c" + index : "rest";
            drawn.append(line(ordered.get(index), colour, time, scale));
        }
        IntStream.range(0, Math.min(NAMED, ordered.size()))
                .mapToObj(index -> name(ordered.get(index), index, scale))
                .forEach(drawn::append);
        return drawn.append(Svg.more(ordered.size() - NAMED)).toString();
    }

    private static String tick(double tick, Scale scale) {
        double y = y(tick, scale);
        return """
        <path class="grid" d="M%d %sH%d"/><text class="end" x="%d" y="%s">%s</text>
        """
                .formatted(
                        LEFT,
                        Svg.decimal(y),
                        TimeAxis.RIGHT,
                        LEFT - 6,
                        Svg.decimal(y + 4),
                        scale.text(tick));
    }

    private static double y(double value, Scale scale) {
        return BOTTOM - (BOTTOM - TOP) * scale.place(value);
    }

    /** What is as before and after is left out, and where there is nothing, there is a gap. */
    private static String line(Series series, String colour, TimeAxis time, Scale scale) {
        StringBuilder path = new StringBuilder();
        List<Double> values = series.values();
        for (int index = 0; index < values.size(); index++) {
            double value = values.get(index);
            if (Double.isFinite(value) && !isBetweenEquals(values, index)) {
                boolean begins = index == 0 || !Double.isFinite(values.get(index - 1));
                path.append(begins ? 'M' : 'L')
                        .append(Svg.decimal(time.x(index, values.size())))
                        .append(' ')
                        .append(Svg.decimal(y(value, scale)));
            }
        }
        return "<path class=\"line %s\" d=\"%s\"/>\n".formatted(colour, path);
    }

    private static boolean isBetweenEquals(List<Double> values, int index) {
        return index > 0
                && index < values.size() - 1
                && values.get(index).equals(values.get(index - 1))
                && values.get(index).equals(values.get(index + 1));
    }

    private static String name(Series series, int index, Scale scale) {
        int x = NAMES_LEFT + index % 2 * NAME_WIDTH;
        int y = NAMES_TOP + index / 2 * NAME_HEIGHT;
        double last = series.values().getLast();
        String now = Double.isFinite(last) ? scale.text(last) : "";
        return """
        <path class="line c%d" d="M%d %dh12"/><text x="%d" y="%d"><tspan class="name">%s</tspan> %s</text>
        """
                .formatted(
                        index,
                        x,
                        y - 4,
                        x + 18,
                        y,
                        Svg.escaped(Svg.shortened(series.name(), NAME_LENGTH - now.length())),
                        now);
    }

    private static DoubleStream values(Series series) {
        return series.values().stream().mapToDouble(Double::doubleValue).filter(Double::isFinite);
    }

    private static double highest(Series series) {
        return values(series).max().orElse(Double.NEGATIVE_INFINITY);
    }
}
