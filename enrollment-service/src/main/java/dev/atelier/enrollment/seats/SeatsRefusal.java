package dev.atelier.enrollment.seats;

import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;
import dev.atelier.common.problem.RefusedException;

/** Why nobody else may follow the seats of a workshop. */
sealed interface SeatsRefusal extends Refusal {

    default RefusedException exception() {
        return new RefusedException(this);
    }

    /** Each costs a connection and a little memory for as long as somebody looks. */
    record TooManyStreams() implements SeatsRefusal {
        @Override
        public Problem problem() {
            return Problem.of(503, "service-unavailable", "This is not available for the moment")
                    .detail("Too many follow the seats of workshops.")
                    .nextStep("Read them without following, or try again in a moment.")
                    .header("Retry-After", "5");
        }
    }
}
