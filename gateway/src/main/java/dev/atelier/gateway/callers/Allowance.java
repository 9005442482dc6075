package dev.atelier.gateway.callers;

import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;
import dev.atelier.common.problem.RefusedException;

import org.springframework.http.HttpHeaders;

/**
 * Whether a caller may ask now, and what is left.
 *
 * @param granted whether this request is within the limit
 * @param limit how many requests are allowed at once at most
 * @param remaining how many are left now
 * @param resetSeconds after how long all are there again
 * @param retrySeconds after how long there is one again; 0 when there was one
 */
record Allowance(
        boolean granted, long limit, long remaining, long resetSeconds, long retrySeconds) {

    /** Tells clients, so that they can slow down before they have to. */
    void tell(HttpHeaders headers) {
        headers.set("RateLimit-Limit", Long.toString(limit));
        headers.set("RateLimit-Remaining", Long.toString(remaining));
        headers.set("RateLimit-Reset", Long.toString(resetSeconds));
    }

    RefusedException exceeded() {
        return new RefusedException(new RateLimited(retrySeconds));
    }

    /** The caller asks too often. */
    record RateLimited(long retrySeconds) implements Refusal {
        @Override
        public Problem problem() {
            return Problem.of(429, "rate-limited", "You ask too often")
                    .detail("What you asked for was not looked at.")
                    .nextStep("Wait for as many seconds as Retry-After says, and try again.")
                    .header("Retry-After", Long.toString(retrySeconds));
        }
    }
}
