package dev.atelier.workshop.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import dev.atelier.common.eventlog.DomainEvent;
import dev.atelier.workshop.model.Change;
import dev.atelier.workshop.model.Change.Told;
import dev.atelier.workshop.model.Content;
import dev.atelier.workshop.model.Fact;
import dev.atelier.workshop.model.Format;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Place;
import dev.atelier.workshop.model.Schedule;
import dev.atelier.workshop.model.Seating;
import dev.atelier.workshop.model.Staffing;
import dev.atelier.workshop.model.Topic;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopStatus;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * A workshop's public state in its events. Nobody's name and no one's reason is in it, and of the
 * organizers only the present ones.
 *
 * @param enrollmentOpensAt null when enrollment is open from publishing on
 * @param enrollmentClosesAt null when enrollment is open until the start
 * @param organizerId of whom the event tells, if it tells of one
 * @param replaces for whom that one jumped in
 * @param asked who is asked to jump in, when nobody runs it
 */
record WorkshopState(
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
        Staffing staffing,
        List<RequirementView> requirements,
        List<OrganizerState> organizers,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(Include.NON_NULL) @Nullable UUID organizerId,
        @JsonInclude(Include.NON_NULL) @Nullable UUID replaces,
        @JsonInclude(Include.NON_NULL) @Nullable List<UUID> asked) {

    /** The events that tell of a change. */
    static List<DomainEvent> events(Change change) {
        return change.told().stream().map(WorkshopState::event).toList();
    }

    private static DomainEvent event(Told told) {
        Workshop workshop = told.workshop();
        return new DomainEvent(
                told.fact().type(), workshop.id().value(), workshop.version(), of(told));
    }

    private static WorkshopState of(Told told) {
        Workshop workshop = told.workshop();
        Fact fact = told.fact();
        Content content = workshop.content();
        Topic topic = content.topic();
        Place place = content.place();
        Schedule schedule = content.schedule();
        Seating seating = content.seating();
        return new WorkshopState(
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
                workshop.staffing(),
                content.requirements().stream().map(RequirementView::of).toList(),
                workshop.currentOrganizers().stream().map(OrganizerState::of).toList(),
                workshop.version(),
                workshop.createdAt(),
                workshop.updatedAt(),
                organizer(fact),
                fact instanceof Fact.JumpedIn jumpedIn ? jumpedIn.replaces().value() : null,
                fact instanceof Fact.Unstaffed unstaffed
                        ? unstaffed.asked().stream().map(OrganizerId::value).toList()
                        : null);
    }

    private static @Nullable UUID organizer(Fact fact) {
        return switch (fact) {
            case Fact.Joined joined -> joined.organizer().value();
            case Fact.Unavailable unavailable -> unavailable.organizer().value();
            case Fact.JumpedIn jumpedIn -> jumpedIn.organizer().value();
            case Fact.SteppedDown steppedDown -> steppedDown.organizer().value();
            case Fact.Published _, Fact.Changed _, Fact.Cancelled _, Fact.Completed _ -> null;
            case Fact.Unstaffed _ -> null;
        };
    }

    /** An organizer's part, as others may know it. */
    record OrganizerState(
            UUID id,
            UUID userId,
            Organizer.Role role,
            Organizer.Status status,
            @Nullable UUID replaces,
            Instant since) {

        private static OrganizerState of(Organizer organizer) {
            OrganizerId replaces = organizer.replaces();
            return new OrganizerState(
                    organizer.id().value(),
                    organizer.userId().value(),
                    organizer.role(),
                    organizer.status(),
                    replaces == null ? null : replaces.value(),
                    organizer.since());
        }
    }
}
