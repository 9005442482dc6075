package dev.atelier.enrollment.signup;

import org.jspecify.annotations.Nullable;

/**
 * How the seats of a workshop are taken.
 *
 * @param limit never exceeded by what is taken: the capacity or, after a cut below what is taken,
 *     what is taken
 * @param version rises by one with every change
 */
record Seats(int capacity, int limit, int enrolled, int offered, int waitlisted, long version) {

    int taken() {
        return enrolled + offered;
    }

    /** How many seats can be given; none after a cut until there is room again. */
    int free() {
        return Math.max(0, capacity - taken());
    }

    /** The seats after a participation went from one status to another; null for none before. */
    Seats after(@Nullable ParticipantStatus from, ParticipantStatus to) {
        return new Seats(
                capacity,
                limit,
                enrolled + difference(ParticipantStatus.ENROLLED, from, to),
                offered + difference(ParticipantStatus.OFFERED, from, to),
                waitlisted + difference(ParticipantStatus.WAITLISTED, from, to),
                version);
    }

    private static int difference(
            ParticipantStatus counted, @Nullable ParticipantStatus from, ParticipantStatus to) {
        return (to == counted ? 1 : 0) - (from == counted ? 1 : 0);
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
