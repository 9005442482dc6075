package dev.atelier.enrollment.signup;

import dev.atelier.enrollment.signup.Situation.Candidate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What changes: participants in their new state, in the order in which it happened, and the seats
 * that result.
 *
 * @param unfinished whether someone is due a seat who could not be decided on, so that another
 *     decision has to follow
 */
record Decision(List<Change> changes, Seats seats, boolean unfinished) {

    /** A participant's new state, and how it came about. */
    record Change(Participant participant, Kind kind) {}

    /** How a participant came into their state. */
    enum Kind {
        ENROLLED,
        WAITLISTED,
        PROMOTED,
        CANCELLED
    }

    /** Makes a decision step by step; each step sees what the ones before it have changed. */
    static final class Steps {

        private final Situation situation;
        private final List<Change> changes = new ArrayList<>();
        private Seats seats;
        private boolean someoneIsDue;

        Steps(Situation situation) {
            this.situation = situation;
            this.seats = situation.seats();
        }

        /** Whether a seat can go to a newcomer: one is free, and nobody who waits is due it. */
        boolean hasSeatForNewcomer() {
            return seats.free() > 0 && !someoneIsDue;
        }

        Steps change(@Nullable ParticipantStatus before, Participant after, Kind kind) {
            changes.add(new Change(after, kind));
            seats = seats.after(before, after.status());
            return this;
        }

        /** Gives free seats to those who wait: first come, first served. */
        Steps promote() {
            if (!situation.promotes()) {
                return this;
            }
            for (Candidate candidate : situation.waiting()) {
                if (seats.free() > 0 && !someoneIsDue) {
                    consider(candidate);
                }
            }
            someoneIsDue |= seats.free() > 0 && situation.more();
            return this;
        }

        private void consider(Candidate candidate) {
            Participant participant = candidate.participant();
            if (hasChanged(participant)) {
                return;
            }
            if (candidate.locked()) {
                change(participant.status(), participant.promoted(situation.now()), Kind.PROMOTED);
            } else {
                someoneIsDue = true;
            }
        }

        private boolean hasChanged(Participant participant) {
            return changes.stream()
                    .anyMatch(change -> change.participant().id().equals(participant.id()));
        }

        Decision done() {
            return new Decision(
                    List.copyOf(changes),
                    changes.isEmpty() ? seats : seats.settled(),
                    someoneIsDue);
        }
    }
}
