package dev.atelier.workshop.model;

import org.jspecify.annotations.Nullable;

/**
 * How many people a workshop takes.
 *
 * @param capacity how many at most
 * @param minParticipants below how many it is not worth holding; 0 for no such number
 * @param waitlist what becomes of those for whom there is no seat
 */
public record Seating(@Nullable Integer capacity, int minParticipants, Waitlist waitlist) {

    private static final int MAX_CAPACITY = 100_000;

    void check(Violations violations) {
        violations.unless(
                capacity == null || isPossible(capacity),
                "/capacity",
                "must be from 1 to " + MAX_CAPACITY);
        int most = capacity != null && isPossible(capacity) ? capacity : MAX_CAPACITY;
        violations.unless(
                minParticipants >= 0 && minParticipants <= most,
                "/minParticipants",
                "must be from 0 to the capacity");
        waitlist.check(violations);
    }

    private static boolean isPossible(int capacity) {
        return capacity >= 1 && capacity <= MAX_CAPACITY;
    }
}
