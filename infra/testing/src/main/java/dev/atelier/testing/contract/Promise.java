package dev.atelier.testing.contract;

/**
 * That an operation can answer so.
 *
 * @param operation as {@link Operation#toString}
 * @param problem the slug of its type; empty when it is none
 */
public record Promise(String operation, int status, String problem) {

    /** Whether who keeps the other keeps this one, which may not say which problem it is. */
    boolean isKeptBy(Promise other) {
        return operation.equals(other.operation)
                && status == other.status
                && (problem.isEmpty() || problem.equals(other.problem));
    }

    @Override
    public String toString() {
        return (operation + " " + status + " " + problem).strip();
    }
}
