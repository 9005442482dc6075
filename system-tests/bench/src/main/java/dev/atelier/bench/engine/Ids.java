package dev.atelier.bench.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The ids of the benchmark's users and workshops, by number; in no order, as users' ids are. */
public final class Ids {

    private Ids() {}

    public static UUID user(int number) {
        return md5("user" + number);
    }

    /** Workshop 0 is the hot one. */
    public static UUID workshop(int number) {
        return md5("workshop" + number);
    }

    /** The same as {@code md5(text)::uuid} in Postgres. */
    private static UUID md5(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bits = ByteBuffer.wrap(digest);
            return new UUID(bits.getLong(), bits.getLong());
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
