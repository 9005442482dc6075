package dev.atelier.workshop.model;

import dev.atelier.common.problem.InputError;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What people must be told before they can decide to sign up: where, when and how many. The title
 * is always there; more about the topic is the organizers' choice.
 */
final class PublishingPolicy {

    private static final String NEEDED = "is needed before publishing";

    private PublishingPolicy() {}

    /** Everything that a draft still lacks. */
    static List<InputError> missing(Content draft, Instant now) {
        return missing(draft, true, now);
    }

    /** Everything that a published workshop would lack then; one under way has started before. */
    static List<InputError> missing(Content content, Content revision, Instant now) {
        Instant start = content.schedule().startsAt();
        return missing(revision, !Objects.equals(start, revision.schedule().startsAt()), now);
    }

    private static List<InputError> missing(Content content, boolean newStart, Instant now) {
        Violations missing = new Violations();
        checkPlace(content.place(), missing);
        checkSchedule(content.schedule(), missing);
        Instant start = content.schedule().startsAt();
        missing.unless(
                start == null || !newStart || start.isAfter(now),
                "/startsAt",
                "must be in the future");
        need(content.seating().capacity(), "/capacity", missing);
        return missing.errors();
    }

    private static void checkPlace(Place place, Violations missing) {
        need(place.format(), "/format", missing);
        if (place.format() != null) {
            boolean venueIsThere = place.venue() != null && !place.venue().isBlank();
            missing.unless(
                    venueIsThere || !place.format().needsVenue(),
                    "/venue",
                    NEEDED + " when people meet onsite");
            missing.unless(
                    place.onlineUrl() != null || !place.format().needsOnlineUrl(),
                    "/onlineUrl",
                    NEEDED + " when people meet online");
        }
    }

    private static void checkSchedule(Schedule schedule, Violations missing) {
        need(schedule.startsAt(), "/startsAt", missing);
        need(schedule.endsAt(), "/endsAt", missing);
        need(schedule.timeZone(), "/timeZone", missing);
    }

    private static void need(@Nullable Object value, String pointer, Violations missing) {
        missing.unless(value != null, pointer, NEEDED);
    }
}
