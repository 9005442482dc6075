package dev.atelier.faults.check;

import dev.atelier.faults.arena.Arena;
import dev.atelier.faults.traffic.Fate;
import dev.atelier.faults.traffic.History;
import dev.atelier.faults.traffic.Scene;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the checks have found.
 *
 * @param findings of those that have failed
 * @param fates how many requests ended how
 * @param doneAfterAll how many of those with an unknown end were done
 */
public record Verdict(Map<Check, List<String>> findings, Map<Fate, Long> fates, long doneAfterAll) {

    private static final int SHOWN = 5;

    /**
     * Waits until all has come to rest, and checks it.
     *
     * @param patience when all has not come to rest by then, that is a finding
     */
    public static Verdict of(
            Scene scene, History history, Watch watch, Arena arena, Duration patience) {
        Calm calm = new Calm(arena, patience);
        calm.await(scene.workshopIds());
        return on(
                Evidence.gather(
                        scene, history.exchanges(), watch, calm.leftovers(), arena.database()));
    }

    static Verdict on(Evidence evidence) {
        Map<Check, List<String>> findings = new EnumMap<>(Check.class);
        for (Check check : Check.values()) {
            List<String> found = check.findings(evidence);
            if (!found.isEmpty()) {
                findings.put(check, found);
            }
        }
        Map<Fate, Long> fates =
                evidence.exchanges().stream()
                        .collect(
                                Collectors.groupingBy(
                                        exchange -> exchange.fate(), Collectors.counting()));
        return new Verdict(findings, fates, RequestRules.doneAfterAll(evidence));
    }

    public boolean passed() {
        return findings.isEmpty();
    }

    public Set<Check> failed() {
        return findings.keySet();
    }

    public long count(Fate fate) {
        return fates.getOrDefault(fate, 0L);
    }

    /** Each rule that does not hold, with the first few rows that show it. */
    public String explain() {
        return findings.entrySet().stream()
                .map(entry -> explain(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String explain(Check check, List<String> found) {
        return "%s: it does not hold that %s (%d times):%n    %s"
                .formatted(
                        check,
                        check.rule(),
                        found.size(),
                        found.stream().limit(SHOWN).collect(Collectors.joining("\n    ")));
    }
}
