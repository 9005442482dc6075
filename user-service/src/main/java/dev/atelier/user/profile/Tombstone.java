package dev.atelier.user.profile;

import java.time.Instant;

/**
 * What is left of a user who has been erased: nothing personal, and the version, which goes on when
 * they register anew.
 */
public record Tombstone(UserId id, long version, Instant erasedAt) {

    public static Tombstone of(User user, Instant now) {
        user.status().become(UserStatus.ERASED);
        return new Tombstone(user.id(), user.version() + 1, now);
    }

    UserStatus status() {
        return UserStatus.ERASED;
    }

    User registered(Profile profile, Instant now) {
        return new User(id, profile, status().become(UserStatus.ACTIVE), version + 1, now, now);
    }
}
