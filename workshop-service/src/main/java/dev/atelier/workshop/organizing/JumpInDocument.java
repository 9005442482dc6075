package dev.atelier.workshop.organizing;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Violations;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.UUID;

/** For whom someone jumps in. */
record JumpInDocument(@Nullable String replaces) {

    /**
     * The organizer to be replaced.
     *
     * @throws RefusedException when there is none
     */
    OrganizerId replaced() {
        Violations violations = new Violations();
        violations.unless(replaces != null, "/replaces", "must be there");
        UUID id = violations.read(replaces, "/replaces", UUID::fromString, "must be an id");
        violations.requireNone();
        return new OrganizerId(Objects.requireNonNull(id));
    }
}
