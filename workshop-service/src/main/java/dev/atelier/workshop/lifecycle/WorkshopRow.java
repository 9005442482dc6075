package dev.atelier.workshop.lifecycle;

import dev.atelier.workshop.model.Content;
import dev.atelier.workshop.model.Format;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Place;
import dev.atelier.workshop.model.Requirement;
import dev.atelier.workshop.model.RequirementId;
import dev.atelier.workshop.model.Schedule;
import dev.atelier.workshop.model.Seating;
import dev.atelier.workshop.model.Topic;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.Waitlist;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;
import dev.atelier.workshop.model.WorkshopStatus;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** A workshop as it is stored; each member is a column, but for the two lists. */
record WorkshopRow(
        UUID id,
        long version,
        WorkshopStatus status,
        String title,
        @Nullable String summary,
        @Nullable String description,
        String language,
        @Nullable Format format,
        @Nullable String venue,
        @Nullable URI onlineUrl,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable ZoneId timeZone,
        @Nullable Instant enrollmentOpensAt,
        @Nullable Instant enrollmentClosesAt,
        @Nullable Integer capacity,
        int minParticipants,
        Waitlist.Mode waitlistMode,
        long offerTtlSeconds,
        @Nullable String cancellationReason,
        Instant createdAt,
        Instant updatedAt,
        List<OrganizerRow> organizers,
        List<RequirementRow> requirements) {

    static WorkshopRow of(Workshop workshop) {
        Topic topic = workshop.content().topic();
        Place place = workshop.content().place();
        Schedule schedule = workshop.content().schedule();
        Seating seating = workshop.content().seating();
        return new WorkshopRow(
                workshop.id().value(),
                workshop.version(),
                workshop.status(),
                topic.title(),
                topic.summary(),
                topic.description(),
                topic.language(),
                place.format(),
                place.venue(),
                place.onlineUrl(),
                schedule.startsAt(),
                schedule.endsAt(),
                schedule.timeZone(),
                schedule.enrollmentOpensAt(),
                schedule.enrollmentClosesAt(),
                seating.capacity(),
                seating.minParticipants(),
                seating.waitlist().mode(),
                seating.waitlist().offerTtl().toSeconds(),
                workshop.cancellationReason(),
                workshop.createdAt(),
                workshop.updatedAt(),
                workshop.organizers().stream().map(OrganizerRow::of).toList(),
                workshop.content().requirements().stream().map(RequirementRow::of).toList());
    }

    Workshop workshop() {
        Content content =
                new Content(
                        new Topic(title, summary, description, language),
                        new Place(format, venue, onlineUrl),
                        new Schedule(
                                startsAt, endsAt, timeZone, enrollmentOpensAt, enrollmentClosesAt),
                        new Seating(
                                capacity,
                                minParticipants,
                                new Waitlist(waitlistMode, Duration.ofSeconds(offerTtlSeconds))),
                        requirements.stream().map(RequirementRow::requirement).toList());
        return new Workshop(
                new WorkshopId(id),
                status,
                content,
                organizers.stream().map(OrganizerRow::organizer).toList(),
                cancellationReason,
                version,
                createdAt,
                updatedAt);
    }

    /** An organizer as it is stored. */
    record OrganizerRow(
            UUID id,
            UUID userId,
            Organizer.Role role,
            boolean standby,
            Organizer.Status status,
            @Nullable String reason,
            @Nullable UUID replaces,
            Instant since) {

        private static OrganizerRow of(Organizer organizer) {
            return new OrganizerRow(
                    organizer.id().value(),
                    organizer.userId().value(),
                    organizer.role(),
                    organizer.standby(),
                    organizer.status(),
                    organizer.reason(),
                    value(organizer.replaces()),
                    organizer.since());
        }

        private Organizer organizer() {
            return new Organizer(
                    new OrganizerId(id),
                    new UserId(userId),
                    role,
                    standby,
                    status,
                    reason,
                    organizerId(replaces),
                    since);
        }
    }

    /** A requirement as it is stored. */
    record RequirementRow(
            UUID id,
            String code,
            Requirement.Kind kind,
            Requirement.Audience audience,
            @Nullable String description,
            boolean mandatory,
            @Nullable UUID broughtBy) {

        private static RequirementRow of(Requirement requirement) {
            return new RequirementRow(
                    requirement.id().value(),
                    requirement.code(),
                    requirement.kind(),
                    requirement.audience(),
                    requirement.description(),
                    requirement.mandatory(),
                    value(requirement.broughtBy()));
        }

        private Requirement requirement() {
            return new Requirement(
                    new RequirementId(id),
                    code,
                    kind,
                    audience,
                    description,
                    mandatory,
                    organizerId(broughtBy));
        }
    }

    private static @Nullable UUID value(@Nullable OrganizerId id) {
        return id == null ? null : id.value();
    }

    private static @Nullable OrganizerId organizerId(@Nullable UUID value) {
        return value == null ? null : new OrganizerId(value);
    }
}
