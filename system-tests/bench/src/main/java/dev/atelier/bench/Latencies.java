package dev.atelier.bench;

import java.time.Duration;
import java.util.List;

/**
 * How long requests took.
 *
 * @param sorted shortest first; of none there is no percentile
 */
public record Latencies(List<Duration> sorted) {

    public static Latencies of(List<Duration> durations) {
        return new Latencies(durations.stream().sorted().toList());
    }

    /** What that many percent did not exceed, by the nearest rank. */
    public Duration percentile(int percent) {
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return sorted.get(Math.max(rank, 1) - 1);
    }

    public Duration max() {
        return sorted.getLast();
    }
}
