package dev.atelier.observability.dashboards;

import java.util.Locale;

/** Words and numbers as they stand in an SVG. */
final class Svg {

    private Svg() {}

    /** A tenth of a pixel is enough. */
    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** What is too long says no more that services are services, and lacks its middle. */
    static String shortened(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        String shorter = text.replace("-service", "");
        int end = (length - 1) / 2;
        return shorter.length() <= length
                ? shorter
                : shorter.substring(0, length - 1 - end)
                        + "…"
                        + shorter.substring(shorter.length() - end);
    }

    /** How many there are of which nothing is seen. */
    static String more(int count) {
        return count <= 0
                ? ""
                : "<text class=\"end\" x=\"%d\" y=\"26\">and %d more</text>\n"
                        .formatted(TimeAxis.RIGHT, count);
    }
}
