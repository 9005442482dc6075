package dev.atelier.user.profile;

import java.util.UUID;

/** A user's id, which is the {@code sub} of their tokens. */
public record UserId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
