package dev.atelier.user.profile;

import dev.atelier.common.eventlog.DomainEvent;

import java.util.List;
import java.util.UUID;

/** What the other services learn of a user. */
public final class UserEvents {

    private UserEvents() {}

    static DomainEvent registered(User user) {
        return event("user.registered.v1", user);
    }

    static DomainEvent changed(User user) {
        return event("user.changed.v1", user);
    }

    public static DomainEvent deactivated(User user) {
        return event("user.deactivated.v1", user);
    }

    public static DomainEvent reactivated(User user) {
        return event("user.reactivated.v1", user);
    }

    private static DomainEvent event(String type, User user) {
        return new DomainEvent(type, user.id().value(), user.version(), State.of(user));
    }

    /** The public state. The e-mail address is not among it and must never be. */
    record State(
            UUID id,
            String displayName,
            String timeZone,
            String locale,
            UserStatus status,
            List<String> capabilities) {

        static State of(User user) {
            Profile profile = user.profile();
            return new State(
                    user.id().value(),
                    profile.displayName(),
                    profile.timeZone(),
                    profile.locale(),
                    user.status(),
                    profile.capabilities());
        }
    }
}
