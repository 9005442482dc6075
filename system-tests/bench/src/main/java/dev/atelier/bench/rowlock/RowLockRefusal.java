package dev.atelier.bench.rowlock;

import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;
import dev.atelier.common.problem.RefusedException;

/** Why a sign-up is refused: the platform's types, without what it adds in each case. */
public enum RowLockRefusal implements Refusal {
    NO_WORKSHOP(404, "workshop-not-found", "There is no such workshop"),
    NOT_REGISTERED(409, "user-not-registered", "You are not registered yet"),
    CLOSED(409, "enrollment-closed", "Enrollment is closed"),
    ALREADY_JOINED(409, "already-joined", "You take part already"),
    NOT_ACKNOWLEDGED(422, "requirements-not-acknowledged", "There is something to know first"),
    CONFLICT(409, "schedule-conflict", "You have another workshop at that time"),
    FULL(409, "workshop-full", "The workshop is full");

    private final Problem problem;

    RowLockRefusal(int status, String slug, String title) {
        this.problem = Problem.of(status, slug, title);
    }

    @Override
    public Problem problem() {
        return problem;
    }

    /**
     * Refuses.
     *
     * @throws RefusedException unless it holds
     */
    public void unless(boolean holds) {
        if (!holds) {
            throw exception();
        }
    }

    public RefusedException exception() {
        return new RefusedException(this);
    }
}
