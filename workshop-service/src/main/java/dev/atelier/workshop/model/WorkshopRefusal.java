package dev.atelier.workshop.model;

import dev.atelier.common.problem.InputError;
import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;

import java.util.List;
import java.util.Locale;

/** Why a workshop does not do what it is asked to. */
sealed interface WorkshopRefusal extends Refusal {

    /** The workshop's status does not lead to the wanted one. */
    record IllegalTransition(WorkshopStatus from, WorkshopStatus to) implements WorkshopRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "illegal-transition", "The workshop is in another state")
                    .detail(
                            "A workshop that is %s cannot become %s."
                                    .formatted(word(from), word(to)))
                    .nextStep("Read the workshop again to see its status.");
        }

        private static String word(WorkshopStatus status) {
            return status.name().toLowerCase(Locale.ROOT);
        }
    }

    /** A draft lacks something that a published workshop needs. */
    record Incomplete(List<InputError> missing) implements WorkshopRefusal {
        @Override
        public Problem problem() {
            return Problem.of(422, "workshop-incomplete", "The workshop is not complete yet")
                    .errors(missing)
                    .nextStep("Complete what is named and publish again.");
        }
    }
}
