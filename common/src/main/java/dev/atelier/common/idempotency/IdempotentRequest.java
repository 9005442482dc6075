package dev.atelier.common.idempotency;

import java.util.Arrays;
import java.util.UUID;

/**
 * A request that the client may send again.
 *
 * @param key the client's {@code Idempotency-Key}
 * @param fingerprint a hash of method, path and body
 */
public record IdempotentRequest(UUID caller, String key, byte[] fingerprint) {

    boolean isSame(byte[] other) {
        return Arrays.equals(fingerprint, other);
    }

    /** Whether the client has sent the very same again. */
    public boolean isSame(IdempotentRequest other) {
        return hasSameKey(other) && isSame(other.fingerprint());
    }

    public boolean hasSameKey(IdempotentRequest other) {
        return caller.equals(other.caller) && key.equals(other.key);
    }
}
