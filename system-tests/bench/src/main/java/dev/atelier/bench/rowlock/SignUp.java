package dev.atelier.bench.rowlock;

import java.util.Set;
import java.util.UUID;

/** Someone asks for a seat. */
public record SignUp(UUID workshop, UUID user, Set<UUID> acknowledged) {}
