package dev.atelier.workshop.model;

/** Where people meet. */
public enum Format {
    ONSITE,
    ONLINE,
    HYBRID;

    boolean needsVenue() {
        return this != ONLINE;
    }

    boolean needsOnlineUrl() {
        return this != ONSITE;
    }
}
