package dev.atelier.enrollment.decision;

import static dev.atelier.enrollment.decision.ParticipantStatus.ATTENDED;
import static dev.atelier.enrollment.decision.ParticipantStatus.CANCELLED;
import static dev.atelier.enrollment.decision.ParticipantStatus.ENROLLED;
import static dev.atelier.enrollment.decision.ParticipantStatus.MISSED;
import static dev.atelier.enrollment.decision.ParticipantStatus.OFFERED;
import static dev.atelier.enrollment.decision.ParticipantStatus.WAITLISTED;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;
import java.util.Set;

class ParticipantStatusTest {

    private static final Map<ParticipantStatus, Set<ParticipantStatus>> LEGAL =
            Map.of(
                    WAITLISTED, Set.of(OFFERED, ENROLLED, CANCELLED),
                    OFFERED, Set.of(ENROLLED, CANCELLED),
                    ENROLLED, Set.of(CANCELLED, ATTENDED, MISSED),
                    ATTENDED, Set.of(MISSED),
                    MISSED, Set.of(ATTENDED),
                    CANCELLED, Set.of());

    @ParameterizedTest
    @EnumSource
    void becomesWhatTheTableSaysAndNothingElse(ParticipantStatus from) {
        for (ParticipantStatus to : ParticipantStatus.values()) {
            assertThat(from.canBecome(to))
                    .as("%s -> %s", from, to)
                    .isEqualTo(LEGAL.get(from).contains(to));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isActiveAsLongAsItIsAhead(ParticipantStatus status) {
        assertThat(status.isActive())
                .isEqualTo(Set.of(WAITLISTED, OFFERED, ENROLLED).contains(status));
        assertThat(status.holdsSeat()).isEqualTo(Set.of(OFFERED, ENROLLED).contains(status));
    }
}
