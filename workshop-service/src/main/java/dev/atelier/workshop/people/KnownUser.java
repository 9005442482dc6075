package dev.atelier.workshop.people;

import dev.atelier.workshop.model.UserId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A user, as of the newest event about them.
 *
 * @param displayName null after erasure
 * @param capabilities the requirement codes that they meet
 * @param version the event's sequence
 */
public record KnownUser(
        UserId id,
        @Nullable String displayName,
        Status status,
        List<String> capabilities,
        long version) {

    /** Whether they may act. */
    public enum Status {
        ACTIVE,
        DEACTIVATED,
        ERASED
    }

    boolean isRegistered() {
        return status != Status.ERASED;
    }

    Standing standing() {
        return switch (status) {
            case ACTIVE -> Standing.GOOD;
            case DEACTIVATED -> Standing.DEACTIVATED;
            case ERASED -> Standing.ERASED;
        };
    }
}
