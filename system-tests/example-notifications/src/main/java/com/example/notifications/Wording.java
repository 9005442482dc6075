package com.example.notifications;

import java.util.Optional;

/** What people are told, in words. */
final class Wording {

    private Wording() {}

    /** Nothing of events that nobody needs to be told, or that are not known here. */
    static Optional<String> of(Event event, String title) {
        return Optional.ofNullable(
                switch (event.type()) {
                    case "participant.enrolled.v1" -> "You have a seat in %s.".formatted(title);
                    case "participant.waitlisted.v1" ->
                            "You are on the waitlist of %s.".formatted(title);
                    case "participant.offered.v1" -> offer(event, title);
                    case "participant.promoted.v1" ->
                            "You have moved up, and have a seat in %s.".formatted(title);
                    case "participant.cancelled.v1" -> cancellation(event, title);
                    case "participant.conflicted.v1" ->
                            "%s now overlaps another of your workshops. You keep your seat."
                                    .formatted(title);
                    default -> null;
                });
    }

    private static String offer(Event event, String title) {
        return event.optional("offerExpiresAt")
                .map(end -> "A seat in %s is kept for you until %s.".formatted(title, end))
                .orElse("A seat in %s is kept for you.".formatted(title));
    }

    /** Who is not known is not named. */
    private static String cancellation(Event event, String title) {
        return switch (event.optional("cancelledBy").orElse("")) {
            case "PARTICIPANT" -> "You have cancelled %s.".formatted(title);
            case "ORGANIZER" -> "An organizer has cancelled your place in %s.".formatted(title);
            default -> "Your place in %s is cancelled.".formatted(title);
        };
    }
}
