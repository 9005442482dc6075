package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.WorkshopId;

import java.util.Set;

/**
 * News of a workshop: it has been published, or has changed, or is over. What that means for those
 * who take part is {@link Settle settled} afterwards, since they may be many.
 *
 * @param version of the event that brought the news; older than what is known, it is none
 */
public record Learn(Workshop news, long version) implements Command {

    @Override
    public WorkshopId workshop() {
        return news.id();
    }

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
        ledger.learn(this);
        ledger.promote(news.id());
        return new Outcome.Done();
    }
}
