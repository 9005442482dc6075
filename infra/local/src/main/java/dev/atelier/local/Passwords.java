package dev.atelier.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The passwords of all database roles, derived from one random secret beside the data. */
public record Passwords(String secret) {

    private static final String ALGORITHM = "HmacSHA256";

    /** Those of a data directory; the secret is made when there is none. */
    public static Passwords in(Path data) {
        Path file = data.resolve("secret");
        try {
            if (Files.notExists(file)) {
                Home.writeSecret(file, random());
            }
            return new Passwords(Files.readString(file).strip());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The password of a role, which is the same every time. */
    public String of(String role) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] derived = mac.doFinal(role.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(derived, 0, 16);
        } catch (GeneralSecurityException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
