package dev.atelier.enrollment.known;

import java.util.UUID;

public record UserId(UUID value) {}
