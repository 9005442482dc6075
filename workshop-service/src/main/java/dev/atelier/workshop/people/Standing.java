package dev.atelier.workshop.people;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.people.UserRefusal.Deactivated;

/** Whether someone who may do a thing may do anything at all. */
public enum Standing {
    /** Nothing is known against them; an admin need not be known at all. */
    GOOD,
    DEACTIVATED;

    /**
     * Lets a write pass.
     *
     * @throws RefusedException for one who may write nothing
     */
    public void requireGood() {
        if (this == DEACTIVATED) {
            throw new Deactivated().exception();
        }
    }
}
