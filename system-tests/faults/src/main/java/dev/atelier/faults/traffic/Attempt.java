package dev.atelier.faults.traffic;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.UUID;

/** Something that somebody asks about a workshop. */
public sealed interface Attempt {

    UUID user();

    UUID workshop();

    Kind kind();

    /** Whom it is about, unless that is to come into being. */
    default Optional<UUID> participant() {
        return Optional.empty();
    }

    /**
     * To take part.
     *
     * @param key the {@code Idempotency-Key}, if any
     */
    record SignUp(UUID user, UUID workshop, @Nullable String key) implements Attempt {
        @Override
        public Kind kind() {
            return Kind.SIGN_UP;
        }
    }

    /** To do something with one's participation: to cancel it, or to answer an offer. */
    record Change(Kind kind, UUID user, UUID workshop, UUID id) implements Attempt {
        @Override
        public Optional<UUID> participant() {
            return Optional.of(id);
        }
    }

    /**
     * To have more or fewer seats.
     *
     * @param version of the workshop that this is a change of
     */
    record ChangeCapacity(UUID user, UUID workshop, long version, int capacity) implements Attempt {
        @Override
        public Kind kind() {
            return Kind.CHANGE_CAPACITY;
        }
    }
}
