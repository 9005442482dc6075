package dev.atelier.common.idempotency;

import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;

/** Why an idempotency key is refused. */
public sealed interface IdempotencyRefusal extends Refusal {

    /** The key has been used for another request. */
    record KeyReused() implements IdempotencyRefusal {
        @Override
        public Problem problem() {
            return Problem.of(
                            422,
                            "idempotency-key-reused",
                            "The idempotency key belongs to another request")
                    .nextStep("Use a new key for a new request.");
        }
    }
}
