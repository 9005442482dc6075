package dev.atelier.workshop.lifecycle;

import dev.atelier.common.web.EntityTag;
import dev.atelier.workshop.model.Content;
import dev.atelier.workshop.model.Format;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Place;
import dev.atelier.workshop.model.Schedule;
import dev.atelier.workshop.model.Seating;
import dev.atelier.workshop.model.Staffing;
import dev.atelier.workshop.model.Topic;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopStatus;
import dev.atelier.workshop.seats.Seats;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A workshop as the API shows it, with its seats and the names of its organizers. */
public record WorkshopView(
        UUID id,
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
        WaitlistView waitlist,
        WorkshopStatus status,
        @Nullable CancellationView cancellation,
        Staffing staffing,
        Seats seats,
        List<RequirementView> requirements,
        List<OrganizerView> organizers,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * @param names of its organizers, as far as they have one
     * @param forOrganizer whether the caller is one, and so is told their reasons
     */
    static WorkshopView of(
            Workshop workshop, Seats seats, Map<UserId, String> names, boolean forOrganizer) {
        Content content = workshop.content();
        Topic topic = content.topic();
        Place place = content.place();
        Schedule schedule = content.schedule();
        Seating seating = content.seating();
        return new WorkshopView(
                workshop.id().value(),
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
                WaitlistView.of(seating.waitlist()),
                workshop.status(),
                CancellationView.of(workshop.cancellationReason()),
                workshop.staffing(),
                seats,
                content.requirements().stream().map(RequirementView::of).toList(),
                workshop.currentOrganizers().stream()
                        .map(part -> OrganizerView.of(part, names, forOrganizer))
                        .toList(),
                workshop.version(),
                workshop.createdAt(),
                workshop.updatedAt());
    }

    /** Seats and organizers as shown change without the workshop's version. */
    EntityTag tag() {
        return EntityTag.of(
                version, seats.toString(), organizers.stream().map(OrganizerView::shown).toList());
    }

    /** Why it is not held. */
    record CancellationView(String reason) {

        private static @Nullable CancellationView of(@Nullable String reason) {
            return reason == null ? null : new CancellationView(reason);
        }
    }

    /** An organizer's part with the organizer's name. */
    public record OrganizerView(
            UUID id,
            UUID userId,
            @Nullable String displayName,
            Organizer.Role role,
            Organizer.Status status,
            @Nullable String reason,
            @Nullable UUID replaces,
            Instant since) {

        /**
         * @param names of the organizers, as far as they have one
         */
        public static OrganizerView of(
                Organizer organizer, Map<UserId, String> names, boolean withReason) {
            OrganizerId replaces = organizer.replaces();
            return new OrganizerView(
                    organizer.id().value(),
                    organizer.userId().value(),
                    names.get(organizer.userId()),
                    organizer.role(),
                    organizer.status(),
                    withReason ? organizer.reason() : null,
                    replaces == null ? null : replaces.value(),
                    organizer.since());
        }

        /** What depends on the projection and on who is asking. */
        private String shown() {
            return displayName + "\n" + reason;
        }
    }
}
