package dev.atelier.bench.signup;

import java.util.List;
import java.util.Locale;

/** What several repeats came to. */
public record Spread(double least, double median, double most) {

    /**
     * @param values at least one
     */
    public static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1
                        ? sorted.get(middle)
                        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.getFirst(), median, sorted.getLast());
    }

    /** The median, and from where to where. */
    public String text(String format) {
        return String.format(
                Locale.ROOT, "%s (%s–%s)".formatted(format, format, format), median, least, most);
    }
}
