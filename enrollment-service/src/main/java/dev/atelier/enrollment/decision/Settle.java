package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.decision.Participant.Cancellation;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop.Status;
import dev.atelier.enrollment.known.WorkshopId;

import java.util.Map;
import java.util.Set;

/**
 * Some of those who take part in a workshop go along with what has become of it: they are cancelled
 * with it, or move with it to another time.
 *
 * @param affected a few hundred at most, since all of them are locked at once
 */
public record Settle(WorkshopId workshop, Map<ParticipantId, UserId> affected) implements Command {

    @Override
    public Set<UserId> users() {
        return Set.copyOf(affected.values());
    }

    @Override
    public Set<ParticipantId> participants() {
        return affected.keySet();
    }

    @Override
    public boolean mayFreeSeats() {
        return true;
    }

    @Override
    public Outcome decide(Ledger ledger) {
        ledger.book(workshop).ifPresent(book -> settle(ledger, book));
        ledger.promote(workshop);
        return new Outcome.Done();
    }

    private void settle(Ledger ledger, Book book) {
        affected.keySet().stream()
                .map(ledger::participant)
                .filter(participant -> participant.status().isActive())
                .forEach(participant -> settle(ledger, book, participant));
    }

    private static void settle(Ledger ledger, Book book, Participant participant) {
        Span during = Span.of(book.workshop());
        if (book.workshop().status() == Status.CANCELLED) {
            ledger.cancel(participant, Cancellation.WORKSHOP_CANCELLED);
        } else if (!participant.during().equals(during)) {
            ledger.move(participant, during);
        }
    }
}
