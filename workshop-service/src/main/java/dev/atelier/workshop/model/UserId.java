package dev.atelier.workshop.model;

import java.util.UUID;

/** The id of a user, who is owned by another service. */
public record UserId(UUID value) {}
