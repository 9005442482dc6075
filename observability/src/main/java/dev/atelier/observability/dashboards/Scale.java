package dev.atelier.observability.dashboards;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * From values to places on an axis that begins at 0, or below it, and ends at a round number.
 *
 * @param step between two values that are written beside the axis
 * @param unit as Grafana calls it
 */
record Scale(double bottom, double top, double step, String unit) {

    private static final int STEPS = 4;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    static Scale of(DoubleStream values, String unit) {
        var all = values.summaryStatistics();
        double highest = all.getCount() == 0 ? 0 : Math.max(0, all.getMax());
        double lowest = all.getCount() == 0 ? 0 : Math.min(0, all.getMin());
        double range = highest > lowest ? highest - lowest : 1;
        double step = round(range / STEPS);
        double top = lowest < 0 ? Math.ceil(highest / step) * step : roundUp(range, step);
        return new Scale(Math.floor(lowest / step) * step, top, step, unit);
    }

    private static double roundUp(double range, double step) {
        return Math.ceil(range / step - 1e-9) * step;
    }

    private static double round(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        for (double round : ROUND) {
            if (round * power >= step * (1 - 1e-9)) {
                return round * power;
            }
        }
        throw new IllegalArgumentException("no round number above " + step);
    }

    /** Where a value is: 0 at the bottom, 1 at the top. */
    double place(double value) {
        return (value - bottom) / (top - bottom);
    }

    /** The values that are written beside the axis. */
    DoubleStream ticks() {
        long count = Math.round((top - bottom) / step);
        return DoubleStream.iterate(bottom, value -> value + step).limit(count + 1);
    }

    /** A value as people read it. */
    String text(double value) {
        return switch (unit) {
            case "percentunit" -> number(value * 100) + " %";
            case "reqps", "cps" -> number(value) + "/s";
            case "s" -> seconds(value);
            default -> number(value);
        };
    }

    private static String seconds(double value) {
        double size = Math.abs(value);
        if (size == 0 || size >= 1) {
            return size < 120 ? number(value) + " s" : number(value / 60) + " min";
        }
        return size >= 1e-3 ? number(value * 1e3) + " ms" : number(value * 1e6) + " µs";
    }

    private static String number(double value) {
        double size = Math.abs(value);
        if (size >= 1e6) {
            return trimmed(value / 1e6) + " M";
        }
        return size >= 1e4 ? trimmed(value / 1e3) + " k" : trimmed(value);
    }

    /** Three digits say enough. */
    private static String trimmed(double value) {
        double size = Math.abs(value);
        int decimals = size == 0 ? 0 : 2 - (int) Math.floor(Math.log10(size));
        String text = String.format(Locale.ROOT, "%." + Math.clamp(decimals, 0, 6) + "f", value);
        return decimals > 0 ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
