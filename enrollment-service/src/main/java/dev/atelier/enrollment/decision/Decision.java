package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.decision.Situation.Answered;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch of commands comes to. All of it is written in one transaction, or none of it.
 *
 * @param outcomes one for each command, in their order
 * @param changes each makes one event, in the order in which it happened
 * @param participants those that are not as they were read, in their last state
 * @param seats the seats that have changed
 * @param learned the news of workshops to keep
 * @param promotedUpTo the position of the last who was given a seat; whoever waits before it was
 *     passed over
 * @param answered which requests led to which participants
 * @param due workshops in which someone is due a seat who could not be decided on
 * @param freed users who have become free, and may be due a seat wherever they wait
 */
public record Decision(
        List<Outcome> outcomes,
        List<Change> changes,
        List<Written> participants,
        Map<WorkshopId, SeatsChanged> seats,
        List<Learn> learned,
        Map<WorkshopId, Long> promotedUpTo,
        List<Answered> answered,
        Set<WorkshopId> due,
        Set<UserId> freed) {

    /**
     * @param versionBefore 0 for one who is new
     */
    public record Written(Participant participant, long versionBefore) {}

    /**
     * @param cause which of the commands was the last that changed them
     */
    public record SeatsChanged(Seats seats, int cause) {}

    /** Decides the commands one after the other; each sees what the ones before it have changed. */
    public static Decision on(Situation situation, List<Command> commands) {
        Ledger ledger = new Ledger(situation);
        List<Outcome> outcomes = commands.stream().map(ledger::decide).toList();
        return ledger.close(outcomes);
    }
}
