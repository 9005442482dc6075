package dev.atelier.enrollment.signup;

import dev.atelier.enrollment.signup.Decision.Kind;
import dev.atelier.enrollment.signup.SignUpRefusal.IllegalTransition;

/**
 * Someone gives up their seat or their place on the waitlist, or an organizer takes it.
 *
 * @param participant in their state now
 */
record Cancellation(Participant participant, Participant.Cancellation cancellation) {

    /** What becomes of it. */
    sealed interface Outcome {

        record Cancelled(Decision decision) implements Outcome {}

        /** It was cancelled before; nothing changes. */
        record AlreadyCancelled() implements Outcome {}

        record Refused(SignUpRefusal refusal) implements Outcome {}
    }

    /** Decides; it looks at nothing but its arguments. */
    Outcome decide(Situation situation) {
        if (participant.status() == ParticipantStatus.CANCELLED) {
            return new Outcome.AlreadyCancelled();
        }
        if (!participant.status().canBecome(ParticipantStatus.CANCELLED)) {
            return new Outcome.Refused(
                    new IllegalTransition(participant.status(), ParticipantStatus.CANCELLED));
        }
        Decision decision =
                new Decision.Steps(situation)
                        .change(
                                participant.status(),
                                participant.cancelled(cancellation, situation.now()),
                                Kind.CANCELLED)
                        .promote()
                        .done();
        return new Outcome.Cancelled(decision);
    }
}
