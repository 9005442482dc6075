package dev.atelier.workshop.lifecycle;

import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Requirement;
import dev.atelier.workshop.model.Requirement.Audience;
import dev.atelier.workshop.model.Requirement.Kind;
import dev.atelier.workshop.model.RequirementId;
import dev.atelier.workshop.model.Violations;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.UUID;

/** A requirement as organizers write it; only its code must be there. */
record RequirementDocument(
        @Nullable String code,
        @Nullable String kind,
        @Nullable String audience,
        @Nullable String description,
        @Nullable Boolean mandatory,
        @Nullable String broughtBy) {

    static final RequirementDocument EMPTY =
            new RequirementDocument(null, null, null, null, null, null);

    Requirement requirement(String pointer, Violations violations) {
        Kind kind = violations.choice(this.kind, pointer + "/kind", Kind.class);
        Audience audience = violations.choice(this.audience, pointer + "/audience", Audience.class);
        UUID organizer =
                violations.read(
                        broughtBy, pointer + "/broughtBy", UUID::fromString, "must be an id");
        return new Requirement(
                RequirementId.next(),
                Objects.requireNonNullElse(code, ""),
                Objects.requireNonNullElse(kind, Kind.OTHER),
                Objects.requireNonNullElse(audience, Audience.PARTICIPANT),
                description,
                Objects.requireNonNullElse(mandatory, true),
                organizer == null ? null : new OrganizerId(organizer));
    }
}
