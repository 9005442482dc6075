package dev.atelier.workshop.model;

import java.util.List;

/** What can happen to a workshop. */
public sealed interface Fact {

    /** The event's type, by which subscribers know the fact; it outlives any name in here. */
    default String type() {
        return switch (this) {
            case Published _ -> "workshop.published.v1";
            case Changed _ -> "workshop.changed.v1";
            case Cancelled _ -> "workshop.cancelled.v1";
            case Completed _ -> "workshop.completed.v1";
            case Joined _ -> "organizer.joined.v1";
            case Unavailable _ -> "organizer.unavailable.v1";
            case JumpedIn _ -> "organizer.jumped-in.v1";
            case SteppedDown _ -> "organizer.stepped-down.v1";
            case Unstaffed _ -> "workshop.unstaffed.v1";
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

    /** Someone has accepted an invitation. */
    record Joined(OrganizerId organizer) implements Fact {}

    /** Someone cannot make it. */
    record Unavailable(OrganizerId organizer) implements Fact {}

    /** Someone who stood by acts in the place of another. */
    record JumpedIn(OrganizerId organizer, OrganizerId replaces) implements Fact {}

    /** Someone has left for good. */
    record SteppedDown(OrganizerId organizer) implements Fact {}

    /**
     * Nobody runs it any more.
     *
     * @param asked the organizers who stand by and have nothing else to run at that time
     */
    record Unstaffed(List<OrganizerId> asked) implements Fact {}
}
