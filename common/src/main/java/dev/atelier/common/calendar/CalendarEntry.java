package dev.atelier.common.calendar;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Something that is held at a time.
 *
 * @param uid stays the same for as long as it is the same thing, in whatever calendar it stands
 * @param sequence rises with every change, so that a program knows which of two is the newer
 * @param zone in which people think of its times
 * @param changedAt when it became what it is
 */
public record CalendarEntry(
        String uid,
        long sequence,
        Status status,
        String summary,
        @Nullable String description,
        @Nullable String location,
        @Nullable URI url,
        Instant start,
        Instant end,
        ZoneId zone,
        Instant changedAt) {

    /** Whether it is held. */
    public enum Status {
        TENTATIVE,
        CONFIRMED,
        CANCELLED
    }
}
