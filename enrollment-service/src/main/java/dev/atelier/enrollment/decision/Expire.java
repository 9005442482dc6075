package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import java.util.Set;

/** An offer's time is over; it is nothing when it has been answered meanwhile. */
public record Expire(ParticipantId participant, WorkshopId workshop, UserId user)
        implements Command {

    @Override
    public Set<UserId> users() {
        return Set.of(user);
    }

    @Override
    public Set<ParticipantId> participants() {
        return Set.of(participant);
    }

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
