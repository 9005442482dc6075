package dev.atelier.workshop.model;

import com.github.f4b6a3.uuid.UuidCreator;

import java.util.UUID;

/** The id of a workshop. */
public record WorkshopId(UUID value) {

    /** A new one; ids rise with time. */
    public static WorkshopId next() {
        return new WorkshopId(UuidCreator.getTimeOrderedEpoch());
    }
}
