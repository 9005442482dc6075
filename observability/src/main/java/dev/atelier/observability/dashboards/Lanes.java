package dev.atelier.observability.dashboards;

import java.time.Duration;
import java.util.List;

/**
 * Series as lanes, whose colour says whether they are above 0.
 *
 * @param above the colour when they are
 * @param notAbove the colour when they are not
 */
record Lanes(List<Series> series, String above, String notAbove, Duration span) {

    /** The colour where there is nothing. */
    static final String EMPTY = "lane";

    private static final int MOST = 9;
    private static final int TOP = 40;
    private static final int HEIGHT = 14;
    private static final int DISTANCE = 18;
    private static final int NAMES_LEFT = 22;
    private static final int NAME_LENGTH = 34;
    private static final int LETTER = 6;
    private static final int LEAST_LEFT = 120;

    String svg() {
        List<Series> shown = series.stream().limit(MOST).toList();
        TimeAxis time = new TimeAxis(left(shown), span);
        int bottom = TOP + Math.max(1, shown.size()) * DISTANCE - (DISTANCE - HEIGHT);
        StringBuilder drawn = new StringBuilder(time.svg(TOP, bottom));
        for (int index = 0; index < shown.size(); index++) {
            drawn.append(lane(shown.get(index), TOP + index * DISTANCE, time));
        }
        return drawn.append(Svg.more(series.size() - MOST)).toString();
    }

    /** Beside the longest name. */
    private static int left(List<Series> shown) {
        int longest = shown.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        return Math.max(LEAST_LEFT, NAMES_LEFT + LETTER * Math.min(longest, NAME_LENGTH) + 16);
    }

    private String lane(Series series, int top, TimeAxis time) {
        List<Double> values = series.values();
        StringBuilder drawn = new StringBuilder(name(series, top));
        drawn.append(bar(0, values.size(), values.size(), top, EMPTY, time));
        int from = 0;
        for (int index = 1; index <= values.size(); index++) {
            String colour = colour(values.get(from));
            if (index == values.size() || !colour(values.get(index)).equals(colour)) {
                if (!colour.equals(EMPTY)) {
                    drawn.append(bar(from, index, values.size(), top, colour, time));
                }
                from = index;
            }
        }
        return drawn.toString();
    }

    private static String name(Series series, int top) {
        return "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>\n"
                .formatted(
                        NAMES_LEFT,
                        top + 11,
                        Svg.escaped(Svg.shortened(series.name(), NAME_LENGTH)));
    }

    private String colour(double value) {
        return Double.isFinite(value) ? value > 0 ? above : notAbove : EMPTY;
    }

    private static String bar(int from, int to, int count, int top, String colour, TimeAxis time) {
        double left = time.x(from, count + 1);
        return "<rect class=\"%s\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"/>\n"
                .formatted(
                        colour,
                        Svg.decimal(left),
                        top,
                        Svg.decimal(time.x(to, count + 1) - left),
                        HEIGHT);
    }
}
