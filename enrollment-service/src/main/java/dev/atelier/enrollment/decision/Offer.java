package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.decision.Participant.Cancellation;
import dev.atelier.enrollment.decision.SignUpRefusal.IllegalTransition;
import dev.atelier.enrollment.decision.SignUpRefusal.OfferExpired;

import java.time.Instant;

/** A seat that is kept for someone until they answer, or until it is too late. */
final class Offer {

    private Offer() {}

    /** Ends the offer when its time is over, and lets the next have the seat. */
    static boolean expire(Ledger ledger, Participant offered) {
        if (!isOver(ledger, offered)) {
            return false;
        }
        ledger.cancel(offered, Cancellation.OFFER_EXPIRED);
        ledger.promote(offered.workshop());
        return true;
    }

    /** At the latest at the start, which may have come nearer since the offer was made. */
    private static boolean isOver(Ledger ledger, Participant offered) {
        Instant until = offered.offerExpiresAt();
        boolean started =
                ledger.book(offered.workshop())
                        .filter(book -> book.workshop().hasStartedAt(ledger.now()))
                        .isPresent();
        return started || until == null || !ledger.now().isBefore(until);
    }

    static SignUpRefusal whyOver(Participant cancelled, ParticipantStatus wanted) {
        return Cancellation.OFFER_EXPIRED.equals(cancelled.cancellation())
                ? new OfferExpired()
                : new IllegalTransition(cancelled.status(), wanted);
    }
}
