package dev.atelier.enrollment.calendar;

import com.github.f4b6a3.uuid.UuidCreator;

import dev.atelier.enrollment.known.UserId;

import java.time.Instant;
import java.util.UUID;

/** A link to a user's calendar; a user has at most one. */
public record CalendarLink(UUID id, UserId user, Instant createdAt) {

    static CalendarLink create(UserId user, Instant now) {
        return new CalendarLink(UuidCreator.getTimeOrderedEpoch(), user, now);
    }
}
