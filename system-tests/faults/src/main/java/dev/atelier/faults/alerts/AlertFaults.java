package dev.atelier.faults.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All faults of which somebody must hear, one after the other on one platform. */
public final class AlertFaults {

    private AlertFaults() {}

    /** Whether all were heard of as they should be; each is told of in a line. */
    public static boolean run() {
        List<Chain.Outcome> outcomes = new ArrayList<>();
        try (Observed observed = Observed.open()) {
            Chain chain = new Chain(observed);
            Stream.of(AlertFault.values())
                    .map(chain::of)
                    .peek(System.out::println)
                    .forEach(outcomes::add);
        }
        return outcomes.stream().allMatch(Chain.Outcome::isGood);
    }
}
