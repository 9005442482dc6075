package dev.atelier.workshop.calendar;

import dev.atelier.common.calendar.CalendarEntry;
import dev.atelier.common.calendar.CalendarEntry.Status;
import dev.atelier.workshop.model.Place;
import dev.atelier.workshop.model.Schedule;
import dev.atelier.workshop.model.Topic;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopStatus;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/** What of a workshop stands in a calendar. */
final class WorkshopEntry {

    private static final ZoneId UNKNOWN = ZoneOffset.UTC;

    private WorkshopEntry() {}

    /** Empty as long as it is not known when it is held. */
    static Optional<CalendarEntry> of(Workshop workshop) {
        Topic topic = workshop.content().topic();
        Place place = workshop.content().place();
        Schedule schedule = workshop.content().schedule();
        if (schedule.startsAt() == null || schedule.endsAt() == null) {
            return Optional.empty();
        }
        return Optional.of(
                new CalendarEntry(
                        workshop.id().value().toString(),
                        workshop.version(),
                        status(workshop.status()),
                        topic.title(),
                        topic.description() == null ? topic.summary() : topic.description(),
                        location(place),
                        place.onlineUrl(),
                        schedule.startsAt(),
                        schedule.endsAt(),
                        Objects.requireNonNullElse(schedule.timeZone(), UNKNOWN),
                        workshop.updatedAt()));
    }

    /** Many programs show no address of the web but as the place. */
    private static @Nullable String location(Place place) {
        return place.venue() == null ? Objects.toString(place.onlineUrl(), null) : place.venue();
    }

    private static Status status(WorkshopStatus status) {
        return switch (status) {
            case DRAFT -> Status.TENTATIVE;
            case PUBLISHED, COMPLETED -> Status.CONFIRMED;
            case CANCELLED -> Status.CANCELLED;
        };
    }
}
