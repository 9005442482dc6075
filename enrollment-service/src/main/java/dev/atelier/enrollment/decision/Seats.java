package dev.atelier.enrollment.decision;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/**
 * How the seats of a workshop are taken.
 *
 * @param limit never exceeded by what is taken: the capacity or, after a cut below what is taken,
 *     what is taken
 * @param version rises by one with every batch that changes them
 */
public record Seats(
        int capacity, int limit, int enrolled, int offered, int waitlisted, long version) {

    static Seats unused(int capacity) {
        return new Seats(capacity, capacity, 0, 0, 0, 0);
    }

    public int taken() {
        return enrolled + offered;
    }

    /** How many seats can be given; none after a cut until there is room again. */
    public int free() {
        return Math.max(0, capacity - taken());
    }

    /** The seats after a participation went from one status to another; null for none before. */
    Seats after(@Nullable ParticipantStatus from, ParticipantStatus to) {
        return new Seats(
                capacity,
                limit,
                enrolled + difference(ParticipantStatus::countsAsEnrolled, from, to),
                offered + difference(status -> status == ParticipantStatus.OFFERED, from, to),
                waitlisted + difference(status -> status == ParticipantStatus.WAITLISTED, from, to),
                version);
    }

    private static int difference(
            Predicate<ParticipantStatus> counts,
            @Nullable ParticipantStatus from,
            ParticipantStatus to) {
        return (counts.test(to) ? 1 : 0) - (from != null && counts.test(from) ? 1 : 0);
    }

    Seats withCapacity(int other) {
        return new Seats(other, Math.max(limit, other), enrolled, offered, waitlisted, version);
    }

    /** The next version, with the limit brought down as far as it may. */
    Seats settled() {
        return new Seats(
                capacity,
                Math.max(capacity, Math.min(limit, taken())),
                enrolled,
                offered,
                waitlisted,
                version + 1);
    }
}
