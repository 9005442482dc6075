package dev.atelier.workshop.model;

import static dev.atelier.workshop.model.WorkshopStatus.CANCELLED;
import static dev.atelier.workshop.model.WorkshopStatus.COMPLETED;
import static dev.atelier.workshop.model.WorkshopStatus.DRAFT;
import static dev.atelier.workshop.model.WorkshopStatus.PUBLISHED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.WorkshopRefusal.IllegalTransition;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Set;
import java.util.stream.Stream;

class WorkshopStatusTest {

    /** Written out here once more, on purpose. */
    private static final Set<String> LEGAL =
            Set.of(
                    DRAFT + ">" + PUBLISHED,
                    PUBLISHED + ">" + CANCELLED,
                    PUBLISHED + ">" + COMPLETED);

    static Stream<Arguments> everyPair() {
        return Stream.of(WorkshopStatus.values())
                .flatMap(
                        from ->
                                Stream.of(WorkshopStatus.values())
                                        .map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void becomesWhatTheTableSaysAndNothingElse(WorkshopStatus from, WorkshopStatus to) {
        if (LEGAL.contains(from + ">" + to)) {
            assertThat(from.become(to)).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> from.become(to))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused ->
                                    assertThat(refused.refusal())
                                            .isEqualTo(new IllegalTransition(from, to)));
        }
    }
}
