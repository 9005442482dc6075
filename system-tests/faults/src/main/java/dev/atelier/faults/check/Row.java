package dev.atelier.faults.check;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** A participant as sign-up has it in the end. */
record Row(
        UUID id,
        UUID workshop,
        UUID user,
        String status,
        @Nullable String reason,
        @Nullable String cancelledBy,
        long version,
        Instant createdAt) {}
