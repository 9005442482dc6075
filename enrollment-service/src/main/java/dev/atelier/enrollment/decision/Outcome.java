package dev.atelier.enrollment.decision;

import dev.atelier.common.problem.Refusal;

/** What became of a command, for whoever gave it. */
public sealed interface Outcome {

    /**
     * The user is a participant now, with a seat or on the waitlist.
     *
     * @param waitlistPosition the place among those who wait; 0 for one who does not wait, or whose
     *     place has to be looked up
     */
    record Joined(Participant participant, int waitlistPosition) implements Outcome {}

    /** The user was one already; nothing changes. */
    record AlreadyJoined(Participant participant) implements Outcome {}

    /** The same request has been decided before; the participant is in the state of now. */
    record Replayed(Participant participant) implements Outcome {}

    /** The participant is as was asked for, by this command or before it. */
    record Settled(Participant participant) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}

    /** Nobody in particular was meant. */
    record Done() implements Outcome {}
}
