package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import java.util.Set;

/** Free seats go to those who wait; it is nothing when nobody is due one. */
public record Promote(WorkshopId workshop) implements Command {

    @Override
    public Set<UserId> users() {
        return Set.of();
    }

    @Override
    public Set<ParticipantId> participants() {
        return Set.of();
    }

    @Override
    public boolean mayFreeSeats() {
        return true;
    }

    @Override
    public Outcome decide(Ledger ledger) {
        ledger.promote(workshop);
        return new Outcome.Done();
    }
}
