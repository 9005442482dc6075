package dev.atelier.workshop.people;

import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;
import dev.atelier.common.problem.RefusedException;

/** Why a caller may not act, whatever it is they want. */
sealed interface UserRefusal extends Refusal {

    default RefusedException exception() {
        return new RefusedException(this);
    }

    /** Not registered, or so recently that it has not been heard of here. */
    record NotRegistered() implements UserRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "user-not-registered", "You are not registered yet")
                    .nextStep("Register with PUT /api/v1/users/me, then try again.")
                    .header("Retry-After", "1");
        }
    }

    /** There is nobody of whom anything could be shown. */
    record Nobody() implements UserRefusal {
        @Override
        public Problem problem() {
            return Problem.of(404, "user-not-registered", "You are not registered")
                    .nextStep("Register with PUT /api/v1/users/me.");
        }
    }

    /** An admin has deactivated the user. */
    record Deactivated() implements UserRefusal {
        @Override
        public Problem problem() {
            return Problem.of(403, "user-deactivated", "Your account is deactivated")
                    .nextStep("Ask an administrator to reactivate it.");
        }
    }
}
