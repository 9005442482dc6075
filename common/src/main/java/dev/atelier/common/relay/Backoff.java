package dev.atelier.common.relay;

import java.time.Duration;

/**
 * How long to wait before another try: twice as long after each failure.
 *
 * @param min after the first
 * @param max never longer
 */
record Backoff(Duration min, Duration max) {

    /** Beyond this many doublings every pause is the longest. */
    private static final int MOST_DOUBLINGS = 20;

    /** The pause after so many failures in a row. */
    Duration after(int failures) {
        Duration pause = min.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return pause.compareTo(max) < 0 ? pause : max;
    }
}
