package dev.atelier.common.calendar;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * Entries that go together.
 *
 * @param name what a program that follows it calls it; null for entries that are taken in once
 * @param refresh how often such a program had better look again; null for entries taken in once
 */
public record CalendarFeed(
        @Nullable String name, @Nullable Duration refresh, List<CalendarEntry> entries) {

    public static CalendarFeed of(CalendarEntry entry) {
        return new CalendarFeed(null, null, List.of(entry));
    }
}
