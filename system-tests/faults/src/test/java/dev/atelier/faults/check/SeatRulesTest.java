package dev.atelier.faults.check;

import static dev.atelier.faults.check.FakeLog.participant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeatRulesTest {

    private final FakeLog log =
            new FakeLog()
                    .workshop("weaving", 0, 1)
                    .workshop("felting", 1, 1)
                    .workshop("dyeing", 5, 9);

    @Test
    void seesSeatBeyondCapacity() {
        log.change("ada ENROLLED in weaving").change("alan ENROLLED in weaving");

        assertThat(SeatRules.neverAboveCapacity(log.evidence()))
                .singleElement()
                .asString()
                .contains(participant("alan", "weaving").toString(), "2 seats taken of 1");
    }

    @Test
    void countsOfferedSeatsToo() {
        log.change("ada OFFERED in weaving").change("alan ENROLLED in weaving");

        assertThat(SeatRules.neverAboveCapacity(log.evidence())).hasSize(1);
    }

    @Test
    void givesSeatThatIsFreeAgain() {
        log.change("ada ENROLLED in weaving")
                .change("ada CANCELLED in weaving")
                .change("alan ENROLLED in weaving");

        assertThat(SeatRules.neverAboveCapacity(log.evidence())).isEmpty();
    }

    @Test
    void givesSeatsOfRaisedCapacityInTheTransactionThatHeardOfIt() {
        log.change("ada ENROLLED in weaving").changeAndCapacity("alan ENROLLED in weaving", 2);

        assertThat(SeatRules.neverAboveCapacity(log.evidence())).isEmpty();
    }

    @Test
    void cutBelowWhatIsTakenTakesNobodysSeatAndGivesNone() {
        log.change("ada ENROLLED in dyeing")
                .change("alan ENROLLED in dyeing")
                .change("joan ENROLLED in dyeing")
                .capacity("dyeing", 1);
        assertThat(SeatRules.neverAboveCapacity(log.evidence())).isEmpty();

        log.change("joan CANCELLED in dyeing").change("grace ENROLLED in dyeing");
        assertThat(SeatRules.neverAboveCapacity(log.evidence())).hasSize(1);
    }

    @Test
    void seesTwoSeatsAtTheSameTime() {
        log.change("ada ENROLLED in weaving").change("ada OFFERED in felting");

        assertThat(SeatRules.noOverlap(log.evidence())).hasSize(1);
    }

    @Test
    void waitingIsNoClash() {
        log.change("ada ENROLLED in weaving")
                .change("ada WAITLISTED in felting")
                .change("ada ENROLLED in dyeing")
                .change("ada CANCELLED in weaving")
                .change("ada ENROLLED in felting");

        assertThat(SeatRules.noOverlap(log.evidence())).isEmpty();
    }

    @Test
    void seesNewcomerWithSeatThatSomeoneWasDue() {
        log.change("ada ENROLLED in weaving")
                .change("alan WAITLISTED in weaving")
                .change("ada CANCELLED in weaving")
                .change("joan ENROLLED in weaving");

        assertThat(SeatRules.nobodyOvertaken(log.evidence()))
                .singleElement()
                .asString()
                .contains("overtook", participant("alan", "weaving").toString());
    }

    @Test
    void seesLaterOnePromotedFirst() {
        log.change("alan WAITLISTED in weaving")
                .change("joan WAITLISTED in weaving")
                .change("joan ENROLLED in weaving");

        assertThat(SeatRules.nobodyOvertaken(log.evidence())).hasSize(1);
    }

    @Test
    void passesOverWhoHasClash() {
        log.change("alan WAITLISTED in weaving")
                .change("alan ENROLLED in felting")
                .change("joan WAITLISTED in weaving")
                .change("joan ENROLLED in weaving");

        assertThat(SeatRules.nobodyOvertaken(log.evidence())).isEmpty();
    }

    @Test
    void clashThatHadEndedDoesNotExcuse() {
        log.change("alan WAITLISTED in weaving")
                .change("alan ENROLLED in felting")
                .change("alan CANCELLED in felting")
                .change("joan ENROLLED in weaving");

        assertThat(SeatRules.nobodyOvertaken(log.evidence())).hasSize(1);
    }

    @Test
    void clashThatMayHaveEndedAtTheSameTimeExcuses() {
        log.change("alan WAITLISTED in weaving")
                .change("alan ENROLLED in felting")
                .change("alan CANCELLED in felting")
                .change("joan ENROLLED in weaving")
                .endings((transaction, _) -> transaction < 3);

        assertThat(SeatRules.nobodyOvertaken(log.evidence())).isEmpty();
    }

    @Test
    void takingAnOfferedSeatOvertakesNobody() {
        log.change("ada WAITLISTED in weaving")
                .change("ada OFFERED in weaving")
                .change("alan WAITLISTED in weaving")
                .change("ada ENROLLED in weaving");

        assertThat(SeatRules.nobodyOvertaken(log.evidence())).isEmpty();
    }

    @Test
    void whoComesAgainHasLostTheirPlace() {
        log.change("alan WAITLISTED in weaving")
                .change("alan CANCELLED in weaving")
                .change("joan ENROLLED in weaving");

        assertThat(SeatRules.nobodyOvertaken(log.evidence())).isEmpty();
        assertThat(SeatRules.oneActiveParticipant(log.evidence())).isEmpty();
    }
}
