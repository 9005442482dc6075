package dev.atelier.enrollment.known;

import java.util.UUID;

public record WorkshopId(UUID value) {}
