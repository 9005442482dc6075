package dev.atelier.workshop.model;

import dev.atelier.common.problem.InputError;
import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;

import java.time.Instant;
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

    /** The workshop has come to its end, and stays as it is. */
    record Over(WorkshopStatus status) implements WorkshopRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "illegal-transition", "The workshop is in another state")
                    .detail(
                            "A workshop that is %s does not change any more."
                                    .formatted(status.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** It is not over yet, and so cannot be completed. */
    record NotOver(Instant endsAt) implements WorkshopRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "illegal-transition", "The workshop is in another state")
                    .detail("The workshop ends at %s only.".formatted(endsAt))
                    .nextStep("Complete it after its end, or cancel it.");
        }
    }

    /** Others know of the workshop, so that it cannot just vanish. */
    record NotDraft(WorkshopStatus status) implements WorkshopRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "workshop-not-draft", "Only a draft can be deleted")
                    .detail("The workshop is %s.".formatted(status.name().toLowerCase(Locale.ROOT)))
                    .nextStep("Cancel a published workshop with POST …/cancel.");
        }
    }

    /** More people have a seat than there would be seats. */
    record CapacityBelowEnrolled(int capacity, int enrolled) implements WorkshopRefusal {
        @Override
        public Problem problem() {
            return Problem.of(
                            409,
                            "capacity-below-enrolled",
                            "More people are enrolled than there would be seats")
                    .detail(
                            "%d people are enrolled, and there would be %d seats."
                                    .formatted(enrolled, capacity))
                    .nextStep("Choose a capacity of at least %d.".formatted(enrolled));
        }
    }

    /** A workshop lacks something that a published one needs. */
    record Incomplete(List<InputError> missing) implements WorkshopRefusal {
        @Override
        public Problem problem() {
            return Problem.of(422, "workshop-incomplete", "The workshop is not complete yet")
                    .errors(missing)
                    .nextStep("Complete what is named and try again.");
        }
    }
}
