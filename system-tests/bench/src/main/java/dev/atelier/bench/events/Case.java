package dev.atelier.bench.events;

/** What is measured. */
enum Case {
    DROPPED("dropped", false, "events to a sender that drops them"),
    DROPPED_BESIDE_BROKEN("dropped", true, "the same, beside a broken subscriber"),
    QUEUED("queued", false, "events to the local queue server"),
    QUEUED_BESIDE_BROKEN("queued", true, "the same, beside a broken subscriber");

    private final String subscription;
    private final boolean isBesideBroken;
    private final String words;

    Case(String subscription, boolean isBesideBroken, String words) {
        this.subscription = subscription;
        this.isBesideBroken = isBesideBroken;
        this.words = words;
    }

    String subscription() {
        return subscription;
    }

    boolean isBesideBroken() {
        return isBesideBroken;
    }

    String words() {
        return words;
    }
}
