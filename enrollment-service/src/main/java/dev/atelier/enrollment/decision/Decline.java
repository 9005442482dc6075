package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.decision.Outcome.Refused;
import dev.atelier.enrollment.decision.Outcome.Settled;
import dev.atelier.enrollment.decision.Participant.Cancellation;
import dev.atelier.enrollment.decision.SignUpRefusal.IllegalTransition;
import dev.atelier.enrollment.decision.SignUpRefusal.OfferExpired;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

/** Someone does not want the seat that they were offered; the next is asked. */
public record Decline(ParticipantId participant, WorkshopId workshop, UserId user)
        implements AboutOne {

    @Override
    public boolean mayFreeSeats() {
        return true;
    }

    @Override
    public Outcome decide(Ledger ledger) {
        Participant now = ledger.participant(participant);
        return switch (now.status()) {
            case OFFERED -> decline(ledger, now);
            case CANCELLED ->
                    Cancellation.OFFER_DECLINED.equals(now.cancellation())
                            ? new Settled(now)
                            : new Refused(Offer.whyOver(now, ParticipantStatus.CANCELLED));
            case WAITLISTED, ENROLLED, ATTENDED, MISSED ->
                    new Refused(new IllegalTransition(now.status(), ParticipantStatus.CANCELLED));
        };
    }

    private Outcome decline(Ledger ledger, Participant offered) {
        if (Offer.expire(ledger, offered)) {
            return new Refused(new OfferExpired());
        }
        ledger.cancel(offered, Cancellation.OFFER_DECLINED);
        ledger.promote(workshop);
        return new Settled(ledger.participant(participant));
    }
}
