package dev.atelier.common.control;

import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;
import dev.atelier.common.problem.RefusedException;

/** Why an operator's command is not carried out. */
sealed interface OperatorRefusal extends Refusal {

    default RefusedException exception() {
        return new RefusedException(this);
    }

    /** The service has no such subscription. */
    record NoSubscription(String name) implements OperatorRefusal {
        @Override
        public Problem problem() {
            return Problem.of(404, "subscription-not-found", "There is no such subscription")
                    .detail("There is no subscription " + name + " here.")
                    .nextStep("Look which there are: GET /actuator/events.");
        }
    }

    /** It would begin anew as soon as an instance starts. */
    record StillWanted(String name) implements OperatorRefusal {
        @Override
        public Problem problem() {
            return Problem.of(409, "subscription-in-topology", "The subscription is in use")
                    .detail("The topology has a subscription " + name + ".")
                    .nextStep("Take it out of the topology and deploy that first, or pause it.");
        }
    }
}
