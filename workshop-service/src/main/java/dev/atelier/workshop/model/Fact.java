package dev.atelier.workshop.model;

/** What can happen to a workshop. */
public sealed interface Fact {

    /** The event's type, by which subscribers know the fact; it outlives any name in here. */
    default String type() {
        return switch (this) {
            case Published _ -> "workshop.published.v1";
            case Changed _ -> "workshop.changed.v1";
            case Cancelled _ -> "workshop.cancelled.v1";
            case Completed _ -> "workshop.completed.v1";
        };
    }

    /** It can be seen and signed up for. */
    record Published() implements Fact {}

    /** Something about it is different, and nothing that has a name of its own. */
    record Changed() implements Fact {}

    /** It is not held after all. */
    record Cancelled() implements Fact {}

    /** It is over. */
    record Completed() implements Fact {}
}
