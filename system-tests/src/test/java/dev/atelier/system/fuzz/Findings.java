package dev.atelier.system.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What came of the requests: how many, how deep, and what was wrong. */
final class Findings {

    private static final int MOST_OF_A_KIND = 3;

    private final AtomicInteger requests = new AtomicInteger();
    private final Map<String, Map<Integer, Integer>> statuses = new TreeMap<>();
    private final Map<String, List<String>> faults = new LinkedHashMap<>();

    synchronized void record(Shot shot, int status) {
        requests.incrementAndGet();
        if (shot.isForItsOperation()) {
            statuses.computeIfAbsent(shot.operation().toString(), _ -> new TreeMap<>())
                    .merge(status, 1, Integer::sum);
        }
    }

    /** Adds a fault; more of its kind at the same operation say no more. */
    synchronized void fault(Shot shot, String fault, String answer) {
        String kind = shot.operation() + ": " + fault.replaceAll("\\d+", "#");
        List<String> alike = faults.computeIfAbsent(kind, _ -> new ArrayList<>());
        if (alike.size() < MOST_OF_A_KIND) {
            alike.add(
                    "%s%n  answered with %s%n  (%s)%n  to %s"
                            .formatted(fault, answer, shot.twist(), shot.curl()));
        }
    }

    int requests() {
        return requests.get();
    }

    /** Each with the request to send again. */
    synchronized List<String> faults() {
        return faults.values().stream().flatMap(List::stream).toList();
    }

    /** The operations that have never succeeded. */
    synchronized List<String> neverDone() {
        return statuses.entrySet().stream()
                .filter(it -> it.getValue().keySet().stream().noneMatch(status -> status < 300))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder();
        statuses.forEach(
                (operation, counts) -> text.append("%-75s %s%n".formatted(operation, counts)));
        return text.toString();
    }
}
