package dev.atelier.enrollment.signup;

import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.Workshop.Status;

import java.time.Instant;
import java.util.List;

/**
 * All that a decision about a workshop's seats may look at, read under the locks that keep it true
 * until the decision is written.
 *
 * @param waiting the first who wait and hold no seat elsewhere at the same time, in the order in
 *     which they came
 * @param more whether there may be more of those
 */
record Situation(
        Workshop workshop, Seats seats, List<Candidate> waiting, boolean more, Instant now) {

    /**
     * Someone who can move up.
     *
     * @param locked whether their other seats are kept from changing; else nothing is decided on
     */
    record Candidate(Participant participant, boolean locked) {}

    /** Nobody moves up in a workshop that has started or ended. */
    boolean promotes() {
        return workshop.status() == Status.PUBLISHED && !workshop.hasStartedAt(now);
    }
}
