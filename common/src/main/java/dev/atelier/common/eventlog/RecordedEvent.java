package dev.atelier.common.eventlog;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it stands in the log.
 *
 * @param sequence the aggregate's version after the change
 * @param recordedAt by the database's clock
 * @param data what it says, which may have been redacted since
 */
public record RecordedEvent(
        UUID id, String type, long sequence, Instant recordedAt, JsonNode data) {}
