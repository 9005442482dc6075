package dev.atelier.workshop.model;

import java.time.Duration;

/**
 * What becomes of those for whom there is no seat.
 *
 * @param offerTtl how long a seat is held for someone whom it is offered to, in whole seconds
 */
public record Waitlist(Mode mode, Duration offerTtl) {

    /** How a freed seat finds the next person. */
    public enum Mode {
        /** It is theirs at once. */
        AUTO,
        /** It is offered to them. */
        OFFER,
        /** Nobody waits. */
        NONE
    }

    public static final Waitlist DEFAULT = new Waitlist(Mode.AUTO, Duration.ofHours(24));

    private static final Duration LONGEST_OFFER = Duration.ofDays(30);

    void check(Violations violations) {
        violations.unless(
                offerTtl.isPositive()
                        && offerTtl.compareTo(LONGEST_OFFER) <= 0
                        && offerTtl.getNano() == 0,
                "/waitlist/offerTtl",
                "must be a whole number of seconds, from PT1S to P30D");
    }
}
