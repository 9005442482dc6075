package dev.atelier.bench.rowlock;

import java.util.UUID;

/** The seats of a workshop, as the platform's event tells of them. */
public record Seats(
        UUID workshopId,
        int capacity,
        int enrolled,
        int offered,
        int waitlisted,
        int free,
        long version) {

    public static Seats of(
            UUID workshop, int capacity, int enrolled, int offered, int waitlisted, long version) {
        int free = Math.max(0, capacity - enrolled - offered);
        return new Seats(workshop, capacity, enrolled, offered, waitlisted, free, version);
    }

    Seats oneMore(boolean seat) {
        return of(
                workshopId,
                capacity,
                enrolled + (seat ? 1 : 0),
                offered,
                waitlisted + (seat ? 0 : 1),
                version + 1);
    }
}
