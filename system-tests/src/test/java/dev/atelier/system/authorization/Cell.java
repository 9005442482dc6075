package dev.atelier.system.authorization;

/**
 * What an operation answers one kind of caller.
 *
 * @param problem the slug of its type; empty when it is none
 */
record Cell(int status, String problem) {

    boolean isSuccess() {
        return status < 300;
    }

    @Override
    public String toString() {
        return problem.isEmpty() ? "" + status : status + " " + problem;
    }
}
