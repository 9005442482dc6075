package dev.atelier.common.problem;

import java.util.Optional;

/**
 * Knows the problem behind some kinds of exceptions. Beans of this type are asked in their order;
 * an exception that none of them knows is an internal error.
 */
@FunctionalInterface
public interface ProblemMapping {

    Optional<Problem> problem(Throwable exception);
}
