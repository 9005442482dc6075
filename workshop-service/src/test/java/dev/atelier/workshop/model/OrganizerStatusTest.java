package dev.atelier.workshop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.Organizer.Status;
import dev.atelier.workshop.model.Organizer.Step;
import dev.atelier.workshop.model.OrganizerRefusal.IllegalStep;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.stream.Stream;

class OrganizerStatusTest {

    /** Written out here once more, on purpose. */
    private static final Map<String, Status> LEGAL =
            Map.ofEntries(
                    Map.entry("INVITED ACCEPT", Status.ACTIVE),
                    Map.entry("INVITED ACCEPT_STANDBY", Status.STANDBY),
                    Map.entry("INVITED DECLINE", Status.DECLINED),
                    Map.entry("INVITED VANISH", Status.STEPPED_DOWN),
                    Map.entry("ACTIVE VANISH", Status.STEPPED_DOWN),
                    Map.entry("STANDBY VANISH", Status.STEPPED_DOWN),
                    Map.entry("UNAVAILABLE VANISH", Status.STEPPED_DOWN),
                    Map.entry("ACTIVE FALL_OUT", Status.UNAVAILABLE),
                    Map.entry("ACTIVE STEP_DOWN", Status.STEPPED_DOWN),
                    Map.entry("STANDBY JUMP_IN", Status.ACTIVE),
                    Map.entry("STANDBY FALL_OUT", Status.UNAVAILABLE),
                    Map.entry("STANDBY STEP_DOWN", Status.STEPPED_DOWN),
                    Map.entry("UNAVAILABLE RETURN", Status.ACTIVE),
                    Map.entry("UNAVAILABLE RETURN_TO_STANDBY", Status.STANDBY),
                    Map.entry("UNAVAILABLE STEP_DOWN", Status.STEPPED_DOWN));

    static Stream<Arguments> everyPair() {
        return Stream.of(Status.values())
                .flatMap(from -> Stream.of(Step.values()).map(step -> Arguments.of(from, step)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void stepsLeadWhereTheTableSaysAndNowhereElse(Status from, Step step) {
        Status next = LEGAL.get(from + " " + step);
        if (next != null) {
            assertThat(from.after(step)).isEqualTo(next);
        } else {
            assertThatThrownBy(() -> from.after(step))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused ->
                                    assertThat(refused.refusal())
                                            .isEqualTo(new IllegalStep(from, step)));
        }
    }
}
