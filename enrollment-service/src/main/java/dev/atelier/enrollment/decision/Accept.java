package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.decision.Outcome.Refused;
import dev.atelier.enrollment.decision.Outcome.Settled;
import dev.atelier.enrollment.decision.SignUpRefusal.IllegalTransition;
import dev.atelier.enrollment.decision.SignUpRefusal.OfferExpired;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

/** Someone takes the seat that they were offered. */
public record Accept(ParticipantId participant, WorkshopId workshop, UserId user)
        implements AboutOne {

    /** An offer that has expired frees its seat, whoever finds it out. */
    @Override
    public boolean mayFreeSeats() {
        return true;
    }

    @Override
    public Outcome decide(Ledger ledger) {
        Participant now = ledger.participant(participant);
        return switch (now.status()) {
            case ENROLLED -> new Settled(now);
            case OFFERED -> accept(ledger, now);
            case CANCELLED -> new Refused(Offer.whyOver(now, ParticipantStatus.ENROLLED));
            case WAITLISTED, ATTENDED, MISSED ->
                    new Refused(new IllegalTransition(now.status(), ParticipantStatus.ENROLLED));
        };
    }

    private Outcome accept(Ledger ledger, Participant offered) {
        if (Offer.expire(ledger, offered)) {
            return new Refused(new OfferExpired());
        }
        ledger.accept(offered);
        return new Settled(ledger.participant(participant));
    }
}
