package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.known.UserId;

import java.util.Set;

/** A command about one participation, which it names. */
sealed interface AboutOne extends Command permits Cancel, Accept, Decline, Expire, Attend {

    ParticipantId participant();

    /** Whose participation it is. */
    UserId user();

    @Override
    default Set<UserId> users() {
        return Set.of(user());
    }

    @Override
    default Set<ParticipantId> participants() {
        return Set.of(participant());
    }
}
