package dev.atelier.workshop.model;

import com.github.f4b6a3.uuid.UuidCreator;

import java.util.UUID;

/** The id of one user's part in one workshop. */
public record OrganizerId(UUID value) {

    /** A new one; ids rise with time. */
    public static OrganizerId next() {
        return new OrganizerId(UuidCreator.getTimeOrderedEpoch());
    }
}
