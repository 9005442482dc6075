package dev.atelier.workshop.model;

import java.time.Duration;
import java.time.Instant;

/** What everybody forgets to close does not stay open for ever. */
public final class CompletionPolicy {

    private static final Duration GRACE = Duration.ofDays(7);

    private CompletionPolicy() {}

    /** Whoever has ended by then, and is published still, completes by itself now. */
    public static Instant latestEnd(Instant now) {
        return now.minus(GRACE);
    }

    static boolean isDue(Workshop workshop, Instant now) {
        Instant end = workshop.content().schedule().endsAt();
        return workshop.is(WorkshopStatus.PUBLISHED) && end != null && !end.isAfter(latestEnd(now));
    }
}
