package dev.atelier.enrollment.deciding;

import dev.atelier.enrollment.decision.Participant;

import java.util.List;

/** What a participant should look at. */
public enum Attention {
    /** The workshop was moved to the time of another in which they hold a seat. */
    SCHEDULE_CONFLICT;

    public static List<Attention> of(Participant participant) {
        return participant.conflicted() ? List.of(SCHEDULE_CONFLICT) : List.of();
    }
}
