package dev.atelier.enrollment.known;

import java.util.UUID;

/** A user's part in running a workshop, as its event tells. */
public record Organizer(UUID id, UUID userId, String role, String status) {}
