package dev.atelier.faults.alerts;

import java.util.ArrayList;
import java.util.List;

/** Faults of which somebody must hear, one after the other on one platform. */
public final class AlertFaults {

    private AlertFaults() {}

    /**
     * Whether all were heard of as they should be; each is told of in a line.
     *
     * @param names of the faults, or none for all of them
     * @throws IllegalArgumentException when there is no such fault
     */
    public static boolean run(List<String> names) {
        List<AlertFault> faults =
                names.isEmpty()
                        ? List.of(AlertFault.values())
                        : names.stream().map(AlertFault::valueOf).toList();
        List<Chain.Outcome> outcomes = new ArrayList<>();
        try (Observed observed = Observed.open()) {
            Chain chain = new Chain(observed);
            for (AlertFault fault : faults) {
                outcomes.add(chain.of(fault));
                System.out.println(outcomes.getLast());
            }
        }
        return outcomes.stream().allMatch(Chain.Outcome::isGood);
    }
}
