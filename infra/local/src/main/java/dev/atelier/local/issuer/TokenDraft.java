package dev.atelier.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A token before it is signed. Immutable: each change makes another draft. */
public final class TokenDraft {

    private final RSAKey key;
    private final Map<String, Object> claims;

    TokenDraft(RSAKey key, Map<String, Object> claims) {
        this.key = key;
        this.claims = claims;
    }

    /**
     * The same with another value of a claim.
     *
     * @param value null leaves the claim out
     */
    public TokenDraft with(String claim, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        if (value == null) {
            changed.remove(claim);
        } else {
            changed.put(claim, value);
        }
        return new TokenDraft(key, changed);
    }

    /** The same, valid from now on for that long. */
    public TokenDraft lasting(Duration lifetime) {
        return issued(Instant.now(), lifetime);
    }

    /** The same, valid until an hour ago. */
    public TokenDraft expired() {
        Duration hour = Duration.ofHours(1);
        return issued(Instant.now().minus(hour).minus(hour), hour);
    }

    /** The bearer token. */
    public String sign() {
        try {
            JWSHeader header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(JOSEObjectType.JWT)
                            .keyID(key.getKeyID())
                            .build();
            Map<String, Object> payload = with("jti", UUID.randomUUID().toString()).claims;
            JWSObject token = new JWSObject(header, new Payload(payload));
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException exception) {
            throw new IllegalStateException("cannot sign a token", exception);
        }
    }

    private TokenDraft issued(Instant at, Duration lifetime) {
        return with("iat", at.getEpochSecond())
                .with("nbf", at.getEpochSecond())
                .with("exp", at.plus(lifetime).getEpochSecond());
    }
}
