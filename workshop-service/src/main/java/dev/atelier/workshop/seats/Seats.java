package dev.atelier.workshop.seats;

import org.jspecify.annotations.Nullable;

/** How many seats of a workshop are taken, wanted and left. */
public record Seats(int enrolled, int offered, int waitlisted, int free) {

    /**
     * Before anybody has signed up.
     *
     * @param capacity null while a draft has none
     */
    public static Seats allFree(@Nullable Integer capacity) {
        return new Seats(0, 0, 0, capacity == null ? 0 : capacity);
    }
}
