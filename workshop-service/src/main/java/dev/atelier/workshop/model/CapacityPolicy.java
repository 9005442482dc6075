package dev.atelier.workshop.model;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.WorkshopRefusal.CapacityBelowEnrolled;

import java.util.Objects;

/**
 * Nobody's seat is planned away. Best effort, since how many are enrolled is known a moment late;
 * who has a seat keeps it in any case.
 */
final class CapacityPolicy {

    private CapacityPolicy() {}

    /**
     * Lets a capacity pass that is no smaller than before, or has a seat for each of the enrolled.
     *
     * @throws RefusedException for any other
     */
    static void check(Seating before, Seating after, int enrolled) {
        int capacity = Objects.requireNonNullElse(after.capacity(), 0);
        boolean smaller = capacity < Objects.requireNonNullElse(before.capacity(), 0);
        if (smaller && capacity < enrolled) {
            throw new RefusedException(new CapacityBelowEnrolled(capacity, enrolled));
        }
    }
}
