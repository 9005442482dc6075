package dev.atelier.user.profile;

import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;
import dev.atelier.common.problem.RefusedException;

/** Why something asked of a user's profile is not done. */
sealed interface UserRefusal extends Refusal {

    default RefusedException exception() {
        return new RefusedException(this);
    }

    /** The caller has a token but no profile yet. */
    record NotRegistered() implements UserRefusal {
        @Override
        public Problem problem() {
            return Problem.of(404, "user-not-registered", "You are not registered yet")
                    .nextStep("Register with PUT /api/v1/users/me.");
        }
    }

    /** An admin has deactivated the caller. */
    record Deactivated() implements UserRefusal {
        @Override
        public Problem problem() {
            return Problem.of(403, "user-deactivated", "Your account is deactivated")
                    .nextStep("Ask an administrator to reactivate it.");
        }
    }

    /** Someone else has the e-mail address, whatever its case. */
    record EmailTaken() implements UserRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "email-taken", "This e-mail address belongs to someone else")
                    .nextStep("Use another e-mail address.");
        }
    }
}
