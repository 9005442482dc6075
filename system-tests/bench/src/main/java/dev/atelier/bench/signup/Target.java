package dev.atelier.bench.signup;

import java.util.List;
import java.util.Locale;

/**
 * What was to be reached.
 *
 * @param found the ratio that was measured
 * @param least whether it is to be at least the bound, or at most
 */
public record Target(String what, double found, double bound, boolean least) {

    public static Target atLeast(double bound, String what, double found) {
        return new Target(what, found, bound, true);
    }

    public static Target atMost(double bound, String what, double found) {
        return new Target(what, found, bound, false);
    }

    public boolean met() {
        return least ? found >= bound : found <= bound;
    }

    public List<String> row() {
        return List.of(
                what,
                String.format(Locale.ROOT, "%s %.2f", least ? "≥" : "≤", bound),
                String.format(Locale.ROOT, "%.2f", found),
                met() ? "met" : "**missed**");
    }
}
