package dev.atelier.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** The key that signs tokens, with the id under which the issuer publishes its public half. */
public final class SigningKey {

    private SigningKey() {}

    /**
     * The key in a PEM file.
     *
     * @param pem an unencrypted RSA key in PKCS#8, as {@code build/token.sh} makes it
     * @throws UncheckedIOException when the file cannot be read
     * @throws IllegalArgumentException when it holds no such key
     */
    static RSAKey read(Path pem) {
        try {
            String body = Files.readString(pem).replaceAll("-----[^-]*-----", "");
            var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body));
            return withId((RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
        } catch (IOException exception) {
            throw new UncheckedIOException("cannot read the issuer's key " + pem, exception);
        } catch (GeneralSecurityException exception) {
            throw new IllegalArgumentException("no RSA key in PKCS#8: " + pem, exception);
        }
    }

    /**
     * Writes a new key to a PEM file, as {@code build/token.sh} does where there is a shell.
     *
     * @throws IOException when the file cannot be written
     */
    public static void write(Path pem) throws IOException {
        try {
            byte[] key = generate().toPrivateKey().getEncoded();
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
            Files.writeString(
                    pem,
                    "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(body));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A key that nobody has seen before. */
    static RSAKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return withId((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static RSAKey withId(RSAPrivateCrtKey key) throws GeneralSecurityException {
        var spec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
        var publicKey = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
        return new RSAKey.Builder(publicKey)
                .privateKey(key)
                .keyUse(KeyUse.SIGNATURE)
                .keyID(Base64URL.encode(hash).toString())
                .build();
    }
}
