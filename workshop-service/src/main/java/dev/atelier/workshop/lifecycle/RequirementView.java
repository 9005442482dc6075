package dev.atelier.workshop.lifecycle;

import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Requirement;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** A requirement as answers and events show it. */
record RequirementView(
        UUID id,
        String code,
        Requirement.Kind kind,
        Requirement.Audience audience,
        @Nullable String description,
        boolean mandatory,
        @Nullable UUID broughtBy) {

    static RequirementView of(Requirement requirement) {
        OrganizerId bringer = requirement.broughtBy();
        return new RequirementView(
                requirement.id().value(),
                requirement.code(),
                requirement.kind(),
                requirement.audience(),
                requirement.description(),
                requirement.mandatory(),
                bringer == null ? null : bringer.value());
    }
}
