package dev.atelier.common.control;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Some events of the log in its order, without what they say: some of that is personal, and reading
 * needs no token.
 *
 * @param end after which place the next excerpt begins
 */
record LogExcerpt(List<Entry> events, String end) {

    /** An event. */
    record Entry(UUID id, String type, UUID subject, long sequence, Instant recordedAt) {}
}
