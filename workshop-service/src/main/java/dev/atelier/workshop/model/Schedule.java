package dev.atelier.workshop.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;

/**
 * When a workshop is held, and when people may sign up for it.
 *
 * @param timeZone in which its people think of its times
 * @param enrollmentOpensAt null when enrollment opens with publishing
 * @param enrollmentClosesAt null when enrollment closes with the start
 */
public record Schedule(
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable ZoneId timeZone,
        @Nullable Instant enrollmentOpensAt,
        @Nullable Instant enrollmentClosesAt) {

    void check(Violations violations) {
        violations.unless(isBefore(startsAt, endsAt), "/endsAt", "must be after startsAt");
        violations.unless(
                isBefore(enrollmentOpensAt, startsAt),
                "/enrollmentOpensAt",
                "must be before startsAt");
        violations.unless(
                isBefore(enrollmentOpensAt, enrollmentClosesAt),
                "/enrollmentClosesAt",
                "must be after enrollmentOpensAt");
        violations.unless(
                enrollmentClosesAt == null
                        || startsAt == null
                        || !enrollmentClosesAt.isAfter(startsAt),
                "/enrollmentClosesAt",
                "must not be after startsAt");
    }

    private static boolean isBefore(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null || one.isBefore(other);
    }
}
