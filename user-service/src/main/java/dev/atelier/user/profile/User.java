package dev.atelier.user.profile;

import java.time.Instant;

/**
 * A registered person.
 *
 * @param status never {@link UserStatus#ERASED}: what is left then is no user
 * @param version rises by one with every change, and makes one event each
 */
public record User(
        UserId id,
        Profile profile,
        UserStatus status,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static User registered(UserId id, Profile profile, Instant now) {
        return new User(id, profile, UserStatus.ACTIVE, 1, now, now);
    }

    /**
     * Lets a write of this user's pass.
     *
     * @throws dev.atelier.common.problem.RefusedException when an admin has deactivated them
     */
    public void requireActive() {
        if (status != UserStatus.ACTIVE) {
            throw new UserRefusal.Deactivated().exception();
        }
    }

    /** The user with that profile; the very same user when it says nothing new. */
    User changed(Profile newProfile, Instant now) {
        return profile.equals(newProfile)
                ? this
                : new User(id, newProfile, status, version + 1, createdAt, now);
    }

    /** The user in that status; the very same user when they are in it. */
    public User become(UserStatus next, Instant now) {
        return status == next
                ? this
                : new User(id, profile, status.become(next), version + 1, createdAt, now);
    }
}
