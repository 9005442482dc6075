package dev.atelier.common.idempotency;

import java.time.Instant;
import java.util.UUID;

/**
 * A key of a request that has created something.
 *
 * @param resource what it has created
 */
public record KeptKey(String key, UUID resource, Instant createdAt) {}
