package dev.atelier.local.issuer;

import com.nimbusds.jose.jwk.RSAKey;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Makes bearer tokens of local users, such as the issuer gives out, without asking the issuer.
 *
 * <p>Needs the issuer's private key, and so works on the machine where the platform runs.
 */
public final class LocalTokens {

    static final String ADMIN = "admin";
    static final String AUDIENCE = "atelier";
    static final Duration LIFETIME = Duration.ofHours(12);

    private final RSAKey key;
    private final URI issuer;

    private LocalTokens(RSAKey key, URI issuer) {
        this.key = key;
        this.issuer = issuer;
    }

    /**
     * Tokens that the platform takes.
     *
     * @param key the issuer's private key, in PEM
     * @param issuer the {@code iss} that the services expect
     * @throws java.io.UncheckedIOException when the key cannot be read
     * @throws IllegalArgumentException when the file holds no RSA key
     */
    public static LocalTokens from(Path key, URI issuer) {
        return new LocalTokens(SigningKey.read(key), issuer);
    }

    /** Tokens of a stranger, who calls itself the issuer and signs with a key of its own. */
    public static LocalTokens ofStranger(URI issuer) {
        return new LocalTokens(SigningKey.generate(), issuer);
    }

    /**
     * The id of the user with that name, which is the token's {@code sub}.
     *
     * @throws IllegalArgumentException when the name is blank
     */
    public UUID userId(String name) {
        return LocalUserIds.of(name);
    }

    /**
     * A token of a user without any role.
     *
     * @throws IllegalArgumentException when the name is blank
     */
    public String token(String name) {
        return token(name, Set.of());
    }

    /**
     * A token of an administrator.
     *
     * @throws IllegalArgumentException when the name is blank
     */
    public String adminToken(String name) {
        return token(name, Set.of(ADMIN));
    }

    /**
     * A token of a user.
     *
     * @param roles the one that exists is {@code admin}
     * @throws IllegalArgumentException when the name is blank
     */
    public String token(String name, Set<String> roles) {
        return draft(name, roles).sign();
    }

    /**
     * A token that is not signed yet, for tests that need a bad one.
     *
     * @throws IllegalArgumentException when the name is blank
     */
    public TokenDraft draft(String name, Set<String> roles) {
        Map<String, Object> claims = new LinkedHashMap<>(claims(name, roles));
        claims.put("iss", issuer.toString());
        claims.put("client_id", LocalClients.WEB);
        claims.put("scope", LocalClients.WEB_SCOPE);
        return new TokenDraft(key, claims).lasting(LIFETIME);
    }

    /** What an access token says about a user, however it was come by. */
    static Map<String, Object> claims(String name, Set<String> roles) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", LocalUserIds.of(name).toString());
        claims.put("aud", List.of(AUDIENCE));
        claims.put("name", LocalUserIds.trimmed(name));
        if (!roles.isEmpty()) {
            claims.put("roles", roles.stream().sorted().toList());
        }
        return claims;
    }
}
