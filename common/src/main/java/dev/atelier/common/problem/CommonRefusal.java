package dev.atelier.common.problem;

import java.util.List;

/** The refusals that every endpoint has in common. */
public sealed interface CommonRefusal extends Refusal {

    default RefusedException exception() {
        return new RefusedException(this);
    }

    /** No token, or one that does not hold. */
    record Unauthenticated() implements CommonRefusal {
        @Override
        public Problem problem() {
            return Problem.of(401, "unauthenticated", "A valid access token is needed")
                    .nextStep("Sign in and send the access token as a bearer token.")
                    .header("WWW-Authenticate", "Bearer");
        }
    }

    /** The caller may know of the thing but not do this to it. */
    record Forbidden(String detail) implements CommonRefusal {
        @Override
        public Problem problem() {
            return Problem.of(403, "forbidden", "You may not do this").detail(detail);
        }
    }

    /** There is no such thing, or none that the caller may know of. */
    record NotFound(String detail) implements CommonRefusal {
        @Override
        public Problem problem() {
            return Problem.of(404, "not-found", "There is nothing here").detail(detail);
        }
    }

    /** The input is wrong in the places named. */
    record InvalidRequest(List<InputError> errors) implements CommonRefusal {

        public static InvalidRequest at(String pointer, String detail) {
            return new InvalidRequest(List.of(new InputError(pointer, detail)));
        }

        @Override
        public Problem problem() {
            return Problem.of(400, "invalid-request", "The request is not valid").errors(errors);
        }
    }

    /** The body is over the limit. */
    record ContentTooLarge(String detail) implements CommonRefusal {
        @Override
        public Problem problem() {
            return Problem.of(413, "content-too-large", "The body is too large").detail(detail);
        }
    }

    /** The change needs {@code If-Match}. */
    record PreconditionRequired() implements CommonRefusal {
        @Override
        public Problem problem() {
            return Problem.of(428, "precondition-required", "If-Match is needed")
                    .nextStep("Read the resource and send its ETag as If-Match.");
        }
    }

    /** Someone else changed the resource since the caller read it. */
    record PreconditionFailed() implements CommonRefusal {
        @Override
        public Problem problem() {
            return Problem.of(412, "precondition-failed", "The resource has changed since")
                    .nextStep("Read the resource again and repeat the change on it.");
        }
    }

    /** A dependency is away for now. */
    record Unavailable(String detail) implements CommonRefusal {
        @Override
        public Problem problem() {
            return Problem.of(503, "service-unavailable", "This is not available for the moment")
                    .detail(detail)
                    .nextStep("Try again in a moment.")
                    .header("Retry-After", "1");
        }
    }
}
