package dev.atelier.common.security;

import java.time.Duration;
import java.time.Instant;

/**
 * When the caller's token stops to hold, for an answer that may go on for longer. A controller
 * takes it as a parameter.
 */
public record TokenExpiry(Instant at) {

    /** No answer goes on for longer, whatever the token says. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** How long an answer may still go on. */
    public Duration leftAt(Instant now) {
        if (at.isAfter(now.plus(LONGEST))) {
            return LONGEST;
        }
        return at.isBefore(now) ? Duration.ZERO : Duration.between(now, at);
    }
}
