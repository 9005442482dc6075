package dev.atelier.faults.traffic;

import java.util.Set;

/** What is asked of the platform, and the refusals that are an answer to it. */
public enum Kind {
    SIGN_UP("workshop-full", "schedule-conflict", "idempotency-key-reused"),
    CANCEL(),
    ACCEPT("illegal-transition", "offer-expired"),
    DECLINE("illegal-transition", "offer-expired"),
    CHANGE_CAPACITY("capacity-below-enrolled", "precondition-failed");

    /** Who asks too often is told so, whatever they ask. */
    private static final String TOO_OFTEN = "rate-limited";

    private final Set<String> refusals;

    Kind(String... refusals) {
        this.refusals = Set.of(refusals);
    }

    /** Whether the contract lets a request of this kind be refused so, in this traffic. */
    public boolean mayBeRefused(String problem) {
        return refusals.contains(problem) || problem.equals(TOO_OFTEN);
    }
}
