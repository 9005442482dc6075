package dev.atelier.workshop.model;

import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;
import dev.atelier.workshop.model.Organizer.Status;
import dev.atelier.workshop.model.Organizer.Step;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Why somebody's part in a workshop does not become what it is asked to. */
sealed interface OrganizerRefusal extends Refusal {

    /** The organizer's status has no such step. */
    record IllegalStep(Status from, Step step) implements OrganizerRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "illegal-transition", "The organizer is in another state")
                    .detail("An organizer who is %s cannot %s.".formatted(word(from), word(step)))
                    .nextStep("Read the organizers again to see their statuses.");
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** The one to be replaced is there, or was never going to act. */
    record NoGap() implements OrganizerRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "illegal-transition", "The organizer is in another state")
                    .detail("The organizer to be replaced does not leave a gap.")
                    .nextStep("Read the organizers again to see who is unavailable.");
        }
    }

    /** Somebody else was faster. */
    record AlreadyReplaced() implements OrganizerRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "already-replaced", "Someone has jumped in already")
                    .nextStep("Read the organizers again to see who did.");
        }
    }

    /** A user has one part in a workshop at a time. */
    record AlreadyOrganizer() implements OrganizerRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "already-organizer", "The user is an organizer already")
                    .nextStep("Read the organizers to see their part.");
        }
    }

    /** Nobody would be left whom the workshop's people could turn to. */
    record LastOrganizer() implements OrganizerRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "last-organizer", "Nobody else is there to run the workshop")
                    .nextStep("Invite another organizer, or cancel the workshop.");
        }
    }

    /** The organizer lacks what the workshop needs of those who run it. */
    record RequirementsNotMet(List<Missing> missing) implements OrganizerRefusal {

        static RequirementsNotMet of(List<Requirement> missing) {
            return new RequirementsNotMet(missing.stream().map(Missing::of).toList());
        }

        @Override
        public Problem problem() {
            return Problem.of(
                            422,
                            "requirements-not-met",
                            "The organizer does not meet the workshop's requirements")
                    .nextStep("Add what you meet to your capabilities with PUT /api/v1/users/me.")
                    .with("requirements", missing);
        }

        /** A requirement as the problem shows it. */
        record Missing(UUID id, String code, Requirement.Kind kind, @Nullable String description) {

            private static Missing of(Requirement requirement) {
                return new Missing(
                        requirement.id().value(),
                        requirement.code(),
                        requirement.kind(),
                        requirement.description());
            }
        }
    }
}
