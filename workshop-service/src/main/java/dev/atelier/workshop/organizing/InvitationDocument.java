package dev.atelier.workshop.organizing;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.Organizer.Role;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.Violations;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An invitation as an organizer writes it.
 *
 * @param role {@code CO} unless it says otherwise
 */
record InvitationDocument(
        @Nullable String userId, @Nullable String role, @Nullable Boolean standby) {

    /**
     * The organizer whom it makes.
     *
     * @throws RefusedException naming everything in it that is wrong
     */
    Organizer organizer(Instant now) {
        Violations violations = new Violations();
        violations.unless(userId != null, "/userId", "must be there");
        UUID user = violations.read(userId, "/userId", UUID::fromString, "must be an id");
        Role chosen = violations.choice(role, "/role", Role.class);
        violations.requireNone();
        return Organizer.invited(
                OrganizerId.next(),
                new UserId(Objects.requireNonNull(user)),
                Objects.requireNonNullElse(chosen, Role.CO),
                Boolean.TRUE.equals(standby),
                now);
    }
}
