package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.decision.Participant.Cancellation;
import dev.atelier.enrollment.decision.SignUpRefusal.IllegalTransition;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

/** Someone gives up their seat or their place on the waitlist, or an organizer takes it. */
public record Cancel(ParticipantId participant, WorkshopId workshop, UserId user, Cancellation why)
        implements AboutOne {

    @Override
    public boolean mayFreeSeats() {
        return true;
    }

    @Override
    public Outcome decide(Ledger ledger) {
        Participant now = ledger.participant(participant);
        if (now.status() == ParticipantStatus.CANCELLED) {
            return new Outcome.Settled(now);
        }
        if (!now.status().canBecome(ParticipantStatus.CANCELLED)) {
            return new Outcome.Refused(
                    new IllegalTransition(now.status(), ParticipantStatus.CANCELLED));
        }
        ledger.cancel(now, why);
        ledger.promote(workshop);
        return new Outcome.Settled(ledger.participant(participant));
    }
}
