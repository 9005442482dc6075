package dev.atelier.bench.signup;

import java.time.Duration;
import java.util.Map;

/**
 * One measurement.
 *
 * @param processors how much of them each process has used, by what it is
 */
record Sample(Run run, Map<String, Duration> processors) {

    /** In microseconds for each request; of a process that was not there, none. */
    double processor(String process) {
        return processors.getOrDefault(process, Duration.ZERO).toNanos() / 1e3 / run.requests();
    }

    double millis(int percentile) {
        return run.latencies().percentile(percentile).toNanos() / 1e6;
    }
}
