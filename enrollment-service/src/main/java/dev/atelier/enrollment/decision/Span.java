package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.known.Workshop;

import java.time.Instant;

/**
 * The time that a seat is held for.
 *
 * @param start belongs to it
 * @param end does not belong to it
 */
public record Span(Instant start, Instant end) {

    static Span of(Workshop workshop) {
        return new Span(workshop.startsAt(), workshop.endsAt());
    }

    boolean overlaps(Span other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }
}
