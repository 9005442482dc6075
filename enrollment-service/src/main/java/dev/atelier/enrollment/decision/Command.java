package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import java.util.Set;

/** Something that is to be decided about one workshop's seats. */
public sealed interface Command permits SignUp, AboutOne, Promote, Learn, Settle {

    WorkshopId workshop();

    /** Whose participations it may change, apart from those who are promoted by it. */
    Set<UserId> users();

    /** The participations that it names. */
    Set<ParticipantId> participants();

    /** Whether seats may become free, so that those who wait are to be locked with it. */
    boolean mayFreeSeats();

    /** Decides on top of what the ledger holds; it looks at nothing else. */
    Outcome decide(Ledger ledger);
}
