package dev.atelier.faults.check;

import java.util.List;
import java.util.function.Function;

/** What must be true of every run, each a rule with a name. */
public enum Check {
    ACKNOWLEDGED_EXISTS_ONCE(
            "every acknowledged sign-up exists exactly once", RequestRules::acknowledgedExistsOnce),
    ACKNOWLEDGED_CHANGES_LAST(
            "every acknowledged change is there", RequestRules::acknowledgedChangesLast),
    SAME_KEY_SAME_ANSWER("the same key gives the same answer", RequestRules::sameKeySameAnswer),
    ANSWERS_AS_PROMISED(
            "every refusal is one of the contract's, and no answer an error of ours",
            RequestRules::answersAsPromised),
    NOTHING_UNASKED(
            "nothing happens that nobody asked for: what is unknown is done or not done",
            RequestRules::nothingUnasked),
    NEVER_ABOVE_CAPACITY("nobody gets a seat beyond the capacity", SeatRules::neverAboveCapacity),
    NO_OVERLAP("nobody holds two seats at the same time", SeatRules::noOverlap),
    ONE_ACTIVE_PARTICIPANT(
            "a user takes part in a workshop at most once", SeatRules::oneActiveParticipant),
    NOBODY_OVERTAKEN(
            "nobody gets a seat before someone who came earlier and could take it",
            SeatRules::nobodyOvertaken),
    EVENTS_EQUAL_STATES(
            "every change makes one event, and events, rows and histories agree",
            EventRules::eventsEqualStates),
    EVENTS_ARE_STEPS("every event is a step that there is", EventRules::eventsAreSteps),
    SEATS_COUNT_PARTICIPANTS(
            "seats count the participants at every point", EventRules::seatsAreThoseOfParticipants),
    PROJECTIONS_EQUAL_SOURCES(
            "projections equal their sources", StateRules::projectionsEqualSources),
    NOTHING_DUE(
            "nobody waits who is due a seat, and no offer outlives its time",
            StateRules::nothingDue),
    QUEUES_DRAINED("every message is taken, and none given up on", Evidence::leftovers),
    GUARDS_IN_PLACE("the constraints of the last guard are there", StateRules::guardsInPlace);

    private final String rule;
    private final Function<Evidence, List<String>> findings;

    Check(String rule, Function<Evidence, List<String>> findings) {
        this.rule = rule;
        this.findings = findings;
    }

    public String rule() {
        return rule;
    }

    List<String> findings(Evidence evidence) {
        return findings.apply(evidence);
    }
}
