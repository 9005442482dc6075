package dev.atelier.workshop.people;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.people.UserRefusal.Deactivated;
import dev.atelier.workshop.people.UserRefusal.NotRegistered;

/** Whether someone who may do a thing may do anything at all. */
public enum Standing {
    /** Nothing is known against them; an admin need not be known at all. */
    GOOD,
    DEACTIVATED,
    /** They have left, though a token of theirs may still be valid. */
    ERASED;

    /**
     * Whether what they take part in still is theirs: an erasure ends it, though not everywhere in
     * the same moment.
     */
    public boolean hasParts() {
        return this != ERASED;
    }

    /**
     * Lets those pass whom no admin has deactivated.
     *
     * @throws RefusedException for one who is
     */
    public void requireNotDeactivated() {
        if (this == DEACTIVATED) {
            throw new Deactivated().exception();
        }
    }

    /**
     * Lets a write pass.
     *
     * @throws RefusedException for one who may write nothing
     */
    public void requireGood() {
        switch (this) {
            case GOOD -> {}
            case DEACTIVATED -> throw new Deactivated().exception();
            case ERASED -> throw new NotRegistered().exception();
        }
    }
}
