package dev.atelier.enrollment.decision;

import dev.atelier.common.idempotency.IdempotencyRefusal.KeyReused;
import dev.atelier.common.idempotency.IdempotentRequest;
import dev.atelier.enrollment.decision.Outcome.AlreadyJoined;
import dev.atelier.enrollment.decision.Outcome.Joined;
import dev.atelier.enrollment.decision.Outcome.Refused;
import dev.atelier.enrollment.decision.Outcome.Replayed;
import dev.atelier.enrollment.decision.SignUpRefusal.EnrollmentClosed;
import dev.atelier.enrollment.decision.SignUpRefusal.Missing;
import dev.atelier.enrollment.decision.SignUpRefusal.RequirementsNotAcknowledged;
import dev.atelier.enrollment.decision.SignUpRefusal.ScheduleConflict;
import dev.atelier.enrollment.decision.SignUpRefusal.UserDeactivated;
import dev.atelier.enrollment.decision.SignUpRefusal.UserNotRegistered;
import dev.atelier.enrollment.decision.SignUpRefusal.WorkshopFull;
import dev.atelier.enrollment.decision.SignUpRefusal.WorkshopNotFound;
import dev.atelier.enrollment.decision.Situation.Answered;
import dev.atelier.enrollment.known.Requirement;
import dev.atelier.enrollment.known.User;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.Workshop.Status;
import dev.atelier.enrollment.known.WorkshopId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Someone asks for a seat.
 *
 * @param id of the participant that this becomes; made beforehand, so that a sign-up whose fate is
 *     not known can be looked up
 * @param acknowledged the requirements that the user says they have been shown
 * @param request the client's, when it may be repeated
 */
public record SignUp(
        ParticipantId id,
        WorkshopId workshop,
        UserId user,
        Set<UUID> acknowledged,
        Optional<IdempotentRequest> request)
        implements Command {

    @Override
    public Set<UserId> users() {
        return Set.of(user);
    }

    @Override
    public Set<ParticipantId> participants() {
        return Set.of(id);
    }

    @Override
    public boolean mayFreeSeats() {
        return false;
    }

    @Override
    public Outcome decide(Ledger ledger) {
        Optional<Answered> earlier = request.flatMap(ledger::earlier);
        if (earlier.isPresent()) {
            return again(ledger, earlier.get());
        }
        Outcome outcome = decideAnew(ledger);
        participant(outcome).ifPresent(joined -> remember(ledger, joined));
        return outcome;
    }

    private Outcome again(Ledger ledger, Answered earlier) {
        if (request.filter(earlier.request()::isSame).isEmpty()) {
            return new Refused(new KeyReused());
        }
        Participant participant = ledger.participant(earlier.participant());
        return participant.id().equals(id) ? new Joined(participant, 0) : new Replayed(participant);
    }

    private void remember(Ledger ledger, Participant joined) {
        request.ifPresent(given -> ledger.remember(given, joined.id()));
    }

    private static Optional<Participant> participant(Outcome outcome) {
        return switch (outcome) {
            case Joined(var participant, _) -> Optional.of(participant);
            case AlreadyJoined(var participant) -> Optional.of(participant);
            case Outcome.Replayed _, Outcome.Settled _, Refused _, Outcome.Done _ ->
                    Optional.empty();
        };
    }

    /** It may have been decided in a transaction whose end was never heard of. */
    private Outcome decideAnew(Ledger ledger) {
        Optional<Participant> decidedBefore = ledger.find(id);
        if (decidedBefore.isPresent()) {
            return new Joined(decidedBefore.get(), 0);
        }
        Optional<Book> book = ledger.book(workshop);
        if (book.isEmpty()) {
            return new Refused(new WorkshopNotFound());
        }
        Optional<User> known = ledger.user(user);
        if (known.isEmpty()) {
            return new Refused(new UserNotRegistered());
        }
        return known.get().active()
                ? decide(ledger, book.get(), known.get())
                : new Refused(new UserDeactivated());
    }

    private Outcome decide(Ledger ledger, Book book, User known) {
        Optional<Participant> active = ledger.active(workshop, user);
        if (active.isPresent()) {
            return new AlreadyJoined(active.get());
        }
        Instant now = ledger.now();
        if (!book.workshop().isOpenAt(now)) {
            return new Refused(new EnrollmentClosed(whyClosed(book.workshop(), now)));
        }
        List<Missing> missing = missing(book.workshop(), known);
        if (!missing.isEmpty()) {
            return new Refused(new RequirementsNotAcknowledged(missing));
        }
        return ledger.clash(user, Span.of(book.workshop()), workshop)
                .<Outcome>map(engagement -> new Refused(new ScheduleConflict(engagement)))
                .orElseGet(() -> join(ledger, book));
    }

    private Outcome join(Ledger ledger, Book book) {
        ledger.promote(workshop);
        boolean seat = book.hasSeatToGive();
        if (!seat && !book.keepsWaitlist()) {
            return new Refused(new WorkshopFull());
        }
        Participant participant =
                Participant.signedUp(
                        id,
                        book.workshop(),
                        user,
                        seat ? ParticipantStatus.ENROLLED : ParticipantStatus.WAITLISTED,
                        acknowledgedOf(book.workshop()),
                        ledger.now());
        ledger.join(participant);
        return new Joined(participant, seat ? 0 : book.waiting());
    }

    /** Ids that are no requirement of the workshop (any more) are of no consequence. */
    private List<UUID> acknowledgedOf(Workshop workshop) {
        return workshop.participantRequirements().stream()
                .map(Requirement::id)
                .filter(acknowledged::contains)
                .toList();
    }

    private List<Missing> missing(Workshop workshop, User known) {
        return workshop.participantRequirements().stream()
                .filter(requirement -> !acknowledged.contains(requirement.id()))
                .map(
                        requirement ->
                                new Missing(
                                        requirement,
                                        known.capabilities().contains(requirement.code())))
                .toList();
    }

    private static String whyClosed(Workshop workshop, Instant now) {
        if (workshop.status() != Status.PUBLISHED) {
            return workshop.status() == Status.CANCELLED
                    ? "The workshop has been cancelled."
                    : "The workshop is over.";
        }
        if (workshop.hasStartedAt(now)) {
            return "The workshop has started.";
        }
        return workshop.opensAt() != null && now.isBefore(workshop.opensAt())
                ? "Enrollment opens at " + workshop.opensAt() + "."
                : "Enrollment has ended.";
    }
}
