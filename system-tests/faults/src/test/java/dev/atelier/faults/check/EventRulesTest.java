package dev.atelier.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventRulesTest {

    private final FakeLog log = new FakeLog().workshop("weaving", 0, 1);

    @Test
    void eventsRowsAndHistoriesAgree() {
        log.change("ada WAITLISTED in weaving")
                .change("ada ENROLLED in weaving")
                .change("ada CANCELLED in weaving");

        assertThat(EventRules.eventsEqualStates(log.evidence())).isEmpty();
        assertThat(EventRules.eventsAreSteps(log.evidence())).isEmpty();
    }

    @Test
    void seesEventsOfSomebodyWhoIsNotThere() {
        log.change("ada ENROLLED in weaving").without("ada", "weaving");

        assertThat(EventRules.eventsEqualStates(log.evidence())).hasSize(1);
    }

    @Test
    void seesStepThatThereIsNot() {
        log.change("ada ENROLLED in weaving")
                .change("ada CANCELLED in weaving")
                .change("ada ENROLLED in weaving");

        assertThat(EventRules.eventsAreSteps(log.evidence()))
                .singleElement()
                .asString()
                .contains("CANCELLED > ENROLLED");
    }

    @Test
    void seesSeatsThatCountOthersThanThereAre() {
        log.changeAndCapacity("ada ENROLLED in weaving", 1);

        assertThat(EventRules.seatsAreThoseOfParticipants(log.evidence())).hasSize(1);
    }
}
