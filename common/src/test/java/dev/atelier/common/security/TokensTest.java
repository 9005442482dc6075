package dev.atelier.common.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.TestIssuer;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

import reactor.test.StepVerifier;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Tokens at the decoder that every deployable has, against an issuer over HTTP. */
class TokensTest {

    private final TestIssuer issuer = TestIssuer.fresh();
    private final ReactiveJwtDecoder decoder = decoder(Duration.ZERO);

    @Test
    void holdsAfterRotationWithoutRestart() {
        holds(issuer.token(UUID.randomUUID()));
        issuer.rotate();

        holds(issuer.token(UUID.randomUUID()));
    }

    @Test
    void holdsWhileIssuerIsAway() {
        ReactiveJwtDecoder alwaysAsking = decoder(Duration.ZERO);
        holds(alwaysAsking, issuer.token(UUID.randomUUID()));
        issuer.goAway();

        holds(alwaysAsking, issuer.token(UUID.randomUUID()));
        assertThat(issuer.timesAsked()).isGreaterThan(1);
    }

    @Test
    void isNotToldToBeBadWhenNobodyCanKnow() {
        issuer.goAway();

        StepVerifier.create(decoder.decode(issuer.token(UUID.randomUUID())))
                .verifyErrorSatisfies(
                        error ->
                                assertThat(error)
                                        .isInstanceOf(JwtException.class)
                                        .isNotInstanceOf(BadJwtException.class));
    }

    @Test
    void isBadWithoutEnd() {
        StepVerifier.create(decoder.decode(issuer.token(claims -> claims.expirationTime(null))))
                .verifyError(BadJwtException.class);
    }

    private void holds(String token) {
        holds(decoder, token);
    }

    private static void holds(ReactiveJwtDecoder decoder, String token) {
        StepVerifier.create(decoder.decode(token))
                .assertNext(jwt -> assertThat(jwt).isInstanceOf(Jwt.class))
                .verifyComplete();
    }

    /** Keys are refreshed at every token, and the issuer is asked as often as one likes. */
    private ReactiveJwtDecoder decoder(Duration pause) {
        var properties =
                new SecurityProperties(
                        issuer.uri(),
                        issuer.jwkSetUri(),
                        "atelier",
                        List.of(),
                        "roles",
                        "admin",
                        List.of(),
                        new SecurityProperties.Keys(
                                Duration.ZERO, pause, Duration.ofSeconds(2), Duration.ofHours(1)));
        var configuration = new SecurityAutoConfiguration();
        return configuration.jwtDecoder(configuration.signingKeys(properties), properties);
    }
}
