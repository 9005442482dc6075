package dev.atelier.gateway.services;

import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;
import dev.atelier.common.problem.RefusedException;

import java.time.Duration;

/** Why the gateway has no service's answer to give. */
sealed interface GatewayRefusal extends Refusal {

    default RefusedException exception() {
        return new RefusedException(this);
    }

    /**
     * The service cannot be reached, has no room, or hung up; or it did so often, and is left alone
     * for a while.
     *
     * @param retryAfter when it may go again, in whole seconds and at least one
     */
    record ServiceUnavailable(Duration retryAfter) implements GatewayRefusal {
        @Override
        public Problem problem() {
            return Problem.of(
                            503, "service-unavailable", "A part of Atelier is away for the moment")
                    .detail("What you asked for is there, but cannot be reached.")
                    .nextStep(
                            "Try again in a moment, with the same Idempotency-Key if you sent one.")
                    .header("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
    }

    /**
     * The service took the request and was not heard of in time. It may still do what was asked.
     */
    record ServiceTimeout() implements GatewayRefusal {
        @Override
        public Problem problem() {
            return Problem.of(504, "service-timeout", "A part of Atelier took too long to answer")
                    .detail("What you asked for may have been done all the same.")
                    .nextStep(
                            "Read how things stand, or try again with the same Idempotency-Key if"
                                    + " you sent one.");
        }
    }
}
