package dev.atelier.common.consuming;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.UUID;

/**
 * A CloudEvent as it came from the queue: at least once, in any order.
 *
 * @param source the service that it comes from
 * @param type what happened
 * @param subject the aggregate that it happened to
 * @param sequence the aggregate's version, which tells old from new
 * @param data the aggregate's state after the change
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReceivedEvent(
        String id,
        String source,
        String type,
        UUID subject,
        Instant time,
        long sequence,
        @Nullable String traceparent,
        JsonNode data) {}
