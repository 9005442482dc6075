package dev.atelier.observability.dashboards;

import java.time.Duration;

/**
 * From moments to places, with a word at each minute.
 *
 * @param left where the first moment is
 * @param span from there until now
 */
record TimeAxis(int left, Duration span) {

    static final int RIGHT = 452;

    /** Where a moment is of as many as there are. */
    double x(int moment, int count) {
        return left + (double) (RIGHT - left) * moment / Math.max(1, count - 1);
    }

    String svg(int top, int bottom) {
        int minutes = Math.toIntExact(span.toMinutes());
        StringBuilder drawn = new StringBuilder();
        for (int minute = 0; minute <= minutes; minute++) {
            String x = Svg.decimal(x(minute, minutes + 1));
            drawn.append(
                    """
                    <path class="grid" d="M%s %dV%d"/><text class="middle" x="%s" y="%d">%s</text>
                    """
                            .formatted(x, top, bottom, x, bottom + 16, ago(minutes - minute)));
        }
        return drawn.toString();
    }

    private static String ago(int minutes) {
        return minutes == 0 ? "now" : "−%d min".formatted(minutes);
    }
}
