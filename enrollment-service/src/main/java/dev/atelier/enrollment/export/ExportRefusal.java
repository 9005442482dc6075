package dev.atelier.enrollment.export;

import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;
import dev.atelier.common.problem.RefusedException;

/** Why there is nothing to export. */
sealed interface ExportRefusal extends Refusal {

    default RefusedException exception() {
        return new RefusedException(this);
    }

    /** Nobody knows the user here, or not any more. */
    record UserNotRegistered() implements ExportRefusal {
        @Override
        public Problem problem() {
            return Problem.of(404, "user-not-registered", "You are not registered yet")
                    .nextStep("Register with PUT /api/v1/users/me.");
        }
    }
}
