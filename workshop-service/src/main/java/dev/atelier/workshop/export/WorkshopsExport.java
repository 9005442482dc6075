package dev.atelier.workshop.export;

import dev.atelier.common.eventlog.RecordedEvent;
import dev.atelier.common.idempotency.KeptKey;
import dev.atelier.workshop.lifecycle.WorkshopView;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.organizing.OrganizerHistory.Stage;
import dev.atelier.workshop.people.KnownUser;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The document of an export, whose members are only ever added to.
 *
 * @param exportedAt when all of it was so at once
 * @param user what this service has heard of the user
 * @param organizing every part that they have had in a workshop, with reasons
 * @param workshops those that they drafted and may still see, as {@code GET} shows them
 * @param events what other services and subscribers were told of workshops that names them, by
 *     workshop and the oldest first
 * @param idempotencyKeys those of the user's requests that are still kept
 */
record WorkshopsExport(
        Instant exportedAt,
        Person user,
        List<Part> organizing,
        List<WorkshopView> workshops,
        List<RecordedEvent> events,
        List<KeptKey> idempotencyKeys) {

    /** The row of the projection. */
    record Person(
            UUID id,
            @Nullable String displayName,
            KnownUser.Status status,
            List<String> capabilities,
            long version) {

        static Person of(KnownUser user) {
            return new Person(
                    user.id().value(),
                    user.displayName(),
                    user.status(),
                    user.capabilities(),
                    user.version());
        }
    }

    /**
     * A part in a workshop.
     *
     * @param history every status so far, the present one last
     */
    record Part(
            UUID id,
            UUID workshopId,
            String title,
            Organizer.Role role,
            boolean standby,
            Organizer.Status status,
            @Nullable String reason,
            @Nullable UUID replaces,
            Instant since,
            List<Stage> history) {

        static Part of(Workshop workshop, Organizer organizer, List<Stage> history) {
            OrganizerId replaces = organizer.replaces();
            return new Part(
                    organizer.id().value(),
                    workshop.id().value(),
                    workshop.content().topic().title(),
                    organizer.role(),
                    organizer.standby(),
                    organizer.status(),
                    organizer.reason(),
                    replaces == null ? null : replaces.value(),
                    organizer.since(),
                    history);
        }
    }
}
