package dev.atelier.faults.traffic;

import java.time.Instant;

/**
 * A request and its end.
 *
 * @param number in the order of asking
 * @param answered when the answer came, or was waited for no longer
 */
public record Exchange(
        int number, Attempt attempt, Instant invoked, Instant answered, Answer answer) {

    public Kind kind() {
        return attempt.kind();
    }

    public Fate fate() {
        return answer.fate();
    }

    public boolean is(Kind kind, Fate fate) {
        return kind() == kind && fate() == fate;
    }

    /** For whoever reads of it in a finding. */
    @Override
    public String toString() {
        return "request %d (%s by %s in %s: %d %s)"
                .formatted(
                        number,
                        kind(),
                        attempt.user(),
                        attempt.workshop(),
                        answer.status(),
                        answer.problem());
    }
}
