package dev.atelier.common.relay;

/**
 * Whether the queue server answers. While it does not, one call at a time finds out whether it does
 * again, with growing pauses: thousands of events that wait make no more calls than one.
 */
final class Reachability {

    private final Backoff backoff;
    private int failures;
    private boolean isTrying;
    private long resumeAt;

    Reachability(Backoff backoff) {
        this.backoff = backoff;
    }

    /** When the next call may begin, which may be now; never, while the one that tries is out. */
    synchronized long nextAt() {
        return isTrying ? Long.MAX_VALUE : resumeAt;
    }

    /** A call begins. */
    synchronized void calls() {
        isTrying = failures > 0;
    }

    synchronized void answers() {
        failures = 0;
        isTrying = false;
        resumeAt = 0;
    }

    /** A call has failed as a whole; those that were on their way together count as one. */
    synchronized void fails(long now) {
        isTrying = false;
        if (now >= resumeAt) {
            failures++;
            resumeAt = now + backoff.after(failures).toMillis();
        }
    }
}
