package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

/** An offer's time is over; it is nothing when it has been answered meanwhile. */
public record Expire(ParticipantId participant, WorkshopId workshop, UserId user)
        implements AboutOne {

    @Override
    public boolean mayFreeSeats() {
        return true;
    }

    @Override
    public Outcome decide(Ledger ledger) {
        Participant now = ledger.participant(participant);
        if (now.status() == ParticipantStatus.OFFERED) {
            Offer.expire(ledger, now);
        }
        return new Outcome.Settled(ledger.participant(participant));
    }
}
