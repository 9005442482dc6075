package dev.atelier.local.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Turns a local user's name into the same id every time: a UUID of version 5.
 *
 * <p>{@code build/token.sh} does the same without a JVM, so both fold only the letters that a shell
 * can fold without a locale, A–Z and the Latin-1 capitals, and trim spaces and ASCII's control
 * characters.
 */
final class LocalUserIds {

    private static final UUID NAMESPACE = UUID.fromString("840d72c3-62e8-4be4-8537-0ed3991d86a2");

    private static final Pattern OUTER_SPACE = Pattern.compile("^[\\p{Cntrl} ]+|[\\p{Cntrl} ]+\\z");

    private LocalUserIds() {}

    /**
     * The id that belongs to a name.
     *
     * @throws IllegalArgumentException when the name is blank
     */
    static UUID of(String name) {
        MessageDigest sha1 = sha1();
        sha1.update(bytes(NAMESPACE));
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(folded(name).getBytes(UTF_8)));
        long high = hash.getLong() & ~0xF000L | 0x5000L;
        long low = hash.getLong() & ~(0b11L << 62) | 0b10L << 62;
        return new UUID(high, low);
    }

    /**
     * The name as it is shown.
     *
     * @throws IllegalArgumentException when the name is blank
     */
    static String trimmed(String name) {
        String trimmed = OUTER_SPACE.matcher(name).replaceAll("");
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("a local user needs a name");
        }
        return trimmed;
    }

    private static String folded(String name) {
        return trimmed(name)
                .codePoints()
                .map(letter -> isCapital(letter) ? letter + 0x20 : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isCapital(int letter) {
        return letter >= 'A' && letter <= 'Z' || letter >= 'À' && letter <= 'Þ' && letter != '×';
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
