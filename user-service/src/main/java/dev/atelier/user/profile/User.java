package dev.atelier.user.profile;

import java.time.Instant;

/**
 * A person.
 *
 * @param version rises by one with every change, and makes one event each
 */
record User(
        UserId id,
        Profile profile,
        UserStatus status,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static User registered(UserId id, Profile profile, Instant now) {
        return new User(id, profile, UserStatus.ACTIVE, 1, now, now);
    }

    /** The user with that profile; the very same user when it says nothing new. */
    User changed(Profile newProfile, Instant now) {
        return profile.equals(newProfile)
                ? this
                : new User(id, newProfile, status, version + 1, createdAt, now);
    }
}
