package dev.atelier.bench.signup;

import dev.atelier.bench.Latencies;

import java.time.Duration;

/**
 * What a contender has done.
 *
 * @param took until the last answer
 * @param latencies of each request, where they are known; else empty
 */
record Run(long requests, Duration took, Latencies latencies) {

    double perSecond() {
        return requests / (took.toNanos() / 1e9);
    }
}
