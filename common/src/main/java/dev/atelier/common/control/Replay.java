package dev.atelier.common.control;

import java.time.Instant;

/**
 * What a replay does, or would do.
 *
 * @param to the instant
 * @param events how many are sent again
 */
record Replay(Instant to, long events) {}
