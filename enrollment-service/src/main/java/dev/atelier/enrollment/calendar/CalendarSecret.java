package dev.atelier.enrollment.calendar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What opens a user's calendar. With 256 random bits nobody guesses it, so that a plain hash of it
 * is enough to keep.
 */
record CalendarSecret(String value) {

    private static final int BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    static CalendarSecret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new CalendarSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** Not to be told by accident. */
    @Override
    public String toString() {
        return "CalendarSecret[…]";
    }
}
