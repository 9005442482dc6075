package dev.atelier.workshop.model;

import com.github.f4b6a3.uuid.UuidCreator;

import java.util.UUID;

/** The id of a requirement. */
public record RequirementId(UUID value) {

    /** A new one; ids rise with time. */
    public static RequirementId next() {
        return new RequirementId(UuidCreator.getTimeOrderedEpoch());
    }
}
