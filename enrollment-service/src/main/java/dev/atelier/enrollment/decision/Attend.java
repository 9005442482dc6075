package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.decision.Outcome.Refused;
import dev.atelier.enrollment.decision.Outcome.Settled;
import dev.atelier.enrollment.decision.SignUpRefusal.AttendanceClosed;
import dev.atelier.enrollment.decision.SignUpRefusal.IllegalTransition;
import dev.atelier.enrollment.decision.SignUpRefusal.WorkshopNotFound;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.Workshop.Status;
import dev.atelier.enrollment.known.WorkshopId;

import java.util.Optional;

/** An organizer says whether someone came; it can be put right until the workshop is completed. */
public record Attend(ParticipantId participant, WorkshopId workshop, UserId user, boolean attended)
        implements AboutOne {

    @Override
    public boolean mayFreeSeats() {
        return false;
    }

    @Override
    public Outcome decide(Ledger ledger) {
        Optional<Book> book = ledger.book(workshop);
        if (book.isEmpty()) {
            return new Refused(new WorkshopNotFound());
        }
        Participant now = ledger.participant(participant);
        ParticipantStatus wanted = attended ? ParticipantStatus.ATTENDED : ParticipantStatus.MISSED;
        Optional<String> closed = whyClosed(book.get().workshop(), ledger);
        if (closed.isPresent()) {
            return new Refused(new AttendanceClosed(closed.get()));
        }
        if (now.status() == wanted) {
            return new Settled(now);
        }
        if (!now.status().canBecome(wanted)) {
            return new Refused(new IllegalTransition(now.status(), wanted));
        }
        ledger.attend(now, attended);
        return new Settled(ledger.participant(participant));
    }

    private static Optional<String> whyClosed(Workshop workshop, Ledger ledger) {
        if (workshop.status() != Status.PUBLISHED) {
            return Optional.of(
                    workshop.status() == Status.CANCELLED
                            ? "The workshop has been cancelled."
                            : "The workshop has been completed.");
        }
        return workshop.hasStartedAt(ledger.now())
                ? Optional.empty()
                : Optional.of("The workshop has not started yet.");
    }
}
