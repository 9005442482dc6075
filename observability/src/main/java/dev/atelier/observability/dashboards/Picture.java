package dev.atelier.observability.dashboards;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * A dashboard as an SVG, for people without Grafana.
 *
 * @param dashboard whose picture it is
 * @param lines of each panel, by its title
 */
public record Picture(Dashboard dashboard, Map<String, List<Series>> lines) {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 220;
    private static final int LEFT = 64;
    private static final int TOP = 30;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 16;
    private static final int PLOT_HEIGHT = 110;
    private static final int NAMED = 6;
    private static final int NAME_LENGTH = 34;
    private static final List<String> COLOURS =
            List.of(
                    "#3274d9", "#e0752d", "#37872d", "#c4162a", "#8f3bb8", "#ba7b00", "#0a8a8a",
                    "#6e6e6e");

    public String svg() {
        int rows = (dashboard.panels().size() + 1) / 2;
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif">
                <rect width="100%%" height="100%%" fill="#fff"/>
                <text x="16" y="26" font-size="18" font-weight="bold">%s</text>
                """
                        .formatted(2 * WIDTH, rows * HEIGHT + 40, escaped(dashboard.title())));
        for (int index = 0; index < dashboard.panels().size(); index++) {
            svg.append(
                    "<g transform=\"translate(%d,%d)\">%n"
                            .formatted(index % 2 * WIDTH, 40 + index / 2 * HEIGHT));
            svg.append(panel(dashboard.panels().get(index))).append("</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private String panel(Panel panel) {
        List<Series> series = lines.getOrDefault(panel.title(), List.of());
        double top = values(series).max().orElse(1);
        double bottom = Math.min(0, values(series).min().orElse(0));
        double range = top > bottom ? top - bottom : 1;
        StringBuilder drawn = new StringBuilder();
        drawn.append(
                """
                <text x="16" y="20" font-size="13">%s</text>
                <rect x="%d" y="%d" width="%d" height="%d" fill="none" stroke="#ccc"/>
                <text x="%d" y="%d" font-size="10" text-anchor="end">%s</text>
                <text x="%d" y="%d" font-size="10" text-anchor="end">%s</text>
                """
                        .formatted(
                                escaped(panel.title()),
                                LEFT,
                                TOP,
                                PLOT_WIDTH,
                                PLOT_HEIGHT,
                                LEFT - 4,
                                TOP + 8,
                                shown(bottom + range, panel.unit()),
                                LEFT - 4,
                                TOP + PLOT_HEIGHT,
                                shown(bottom, panel.unit())));
        for (int index = 0; index < series.size(); index++) {
            String colour = COLOURS.get(index % COLOURS.size());
            drawn.append(line(series.get(index), colour, bottom, range));
            if (index < NAMED) {
                drawn.append(name(series.get(index), colour, index));
            }
        }
        return drawn.toString();
    }

    private static DoubleStream values(List<Series> series) {
        return series.stream()
                .flatMap(one -> one.values().stream())
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite);
    }

    private static String line(Series series, String colour, double bottom, double range) {
        StringBuilder points = new StringBuilder();
        int last = Math.max(1, series.values().size() - 1);
        for (int index = 0; index < series.values().size(); index++) {
            double value = series.values().get(index);
            if (Double.isFinite(value)) {
                points.append(
                        String.format(
                                Locale.ROOT,
                                "%.1f,%.1f ",
                                LEFT + (double) PLOT_WIDTH * index / last,
                                TOP + PLOT_HEIGHT * (1 - (value - bottom) / range)));
            }
        }
        return "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>%n"
                .formatted(colour, points.toString().strip());
    }

    private static String name(Series series, String colour, int index) {
        String name = series.name();
        return "<text x=\"%d\" y=\"%d\" font-size=\"10\" fill=\"%s\">%s</text>%n"
                .formatted(
                        LEFT + index % 2 * (PLOT_WIDTH / 2),
                        TOP + PLOT_HEIGHT + 16 + index / 2 * 13,
                        colour,
                        escaped(
                                name.length() > NAME_LENGTH
                                        ? name.substring(0, NAME_LENGTH - 1) + "…"
                                        : name));
    }

    private static String shown(double value, String unit) {
        String number =
                unit.equals("percentunit")
                        ? String.format(Locale.ROOT, "%.3g %%", value * 100)
                        : String.format(Locale.ROOT, "%.3g", value);
        return unit.equals("s") ? number + " s" : number;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
