package dev.atelier.workshop.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/**
 * One user's part in running one workshop.
 *
 * @param reason why they are in this status, for the other organizers only
 * @param replaces for whom they jumped in
 * @param since when they got this status
 */
public record Organizer(
        OrganizerId id,
        UserId userId,
        Role role,
        Status status,
        @Nullable String reason,
        @Nullable OrganizerId replaces,
        Instant since) {

    /** Who leads and who helps. */
    public enum Role {
        LEAD,
        CO
    }

    /** How far one is part of it. */
    public enum Status {
        INVITED,
        ACTIVE,
        STANDBY,
        UNAVAILABLE,
        DECLINED,
        STEPPED_DOWN;

        private static final Set<Status> FORMER = Set.of(DECLINED, STEPPED_DOWN);

        /** Whether this is part of the present and not of the history. */
        public boolean isCurrent() {
            return !FORMER.contains(this);
        }
    }

    /** Who drafts a workshop leads it. */
    public static Organizer lead(OrganizerId id, UserId user, Instant since) {
        return new Organizer(id, user, Role.LEAD, Status.ACTIVE, null, null, since);
    }

    public boolean is(Status other) {
        return status == other;
    }

    public boolean isCurrent() {
        return status.isCurrent();
    }
}
