package dev.atelier.user.profile;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A user as HTTP shows them: in full, or what anybody may see. */
public sealed interface UserView {

    /** For the user, admins, and programs that must reach people. */
    record Full(
            UUID id,
            String displayName,
            String email,
            String timeZone,
            String locale,
            List<String> capabilities,
            UserStatus status,
            long version,
            Instant createdAt,
            Instant updatedAt)
            implements UserView {

        public static Full of(User user) {
            Profile profile = user.profile();
            return new Full(
                    user.id().value(),
                    profile.displayName(),
                    profile.email(),
                    profile.timeZone(),
                    profile.locale(),
                    profile.capabilities(),
                    user.status(),
                    user.version(),
                    user.createdAt(),
                    user.updatedAt());
        }
    }

    /** For everybody else who is signed in. */
    record Public(UUID id, String displayName) implements UserView {

        static Public of(User user) {
            return new Public(user.id().value(), user.profile().displayName());
        }
    }
}
