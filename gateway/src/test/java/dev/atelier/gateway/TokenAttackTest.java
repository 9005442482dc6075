package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;

import dev.atelier.testing.TestIssuer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Tokens that nobody here has issued to who sends them. */
class TokenAttackTest {

    private static final TestIssuer ISSUER = TestIssuer.shared();
    private static final RSAKey MINE = newKey();

    /** Where an attacker would publish a key, and how often somebody looked there. */
    private static final AtomicInteger LOOKED_UP = new AtomicInteger();

    private static final DisposableServer ATTACKER =
            HttpServer.create()
                    .host("localhost")
                    .port(0)
                    .handle(
                            (_, response) -> {
                                LOOKED_UP.incrementAndGet();
                                return response.sendString(Mono.just("{}"));
                            })
                    .bindNow();

    private final RunningGateway gateway = RunningGateway.shared();

    @BeforeEach
    void forget() {
        gateway.reset();
    }

    @AfterAll
    static void stopAttacker() {
        ATTACKER.disposeNow();
    }

    @Test
    void holdsWhenAllIsRight() {
        gateway.withToken(ISSUER.token(UUID.randomUUID()))
                .get()
                .uri("/api/v1/users/me")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void refusesTokenWithoutSignature() {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER.uri().toString())
                        .audience("atelier")
                        .subject(UUID.randomUUID().toString())
                        .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                        .build();

        refused(new PlainJWT(claims).serialize());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void refusesTokenThatSaysItNeedsNoSignature(String algorithm) {
        String[] parts = ISSUER.token(UUID.randomUUID()).split("\\.");
        String header = "{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm);

        refused(Base64URL.encode(header) + "." + parts[1] + ".");
        refused(Base64URL.encode(header) + "." + parts[1] + "." + parts[2]);
    }

    /** Who confuses the two kinds of keys takes what is public for the secret. */
    @Test
    void refusesTokenSignedWithThePublicKeyAsSecret() throws JOSEException {
        RSAKey published = ISSUER.publicKey();
        for (byte[] secret :
                List.of(
                        published.toPublicKey().getEncoded(),
                        published.toString().getBytes(StandardCharsets.UTF_8),
                        published.getModulus().decode())) {
            JWSHeader header =
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(published.getKeyID()).build();

            refused(ISSUER.forgery(header, new MACSigner(secret)));
        }
    }

    /** Right key, right signature: but not one of the algorithms that are allowed. */
    @Test
    void refusesOtherAlgorithmOfTheSameKey() {
        refusedAlthoughSigned(header -> new JWSHeader.Builder(JWSAlgorithm.RS384));
        refusedAlthoughSigned(header -> new JWSHeader.Builder(JWSAlgorithm.PS256));
    }

    @Test
    void refusesTokenOfAnotherIssuer() {
        refused(ISSUER.token(claims -> claims.issuer("https://elsewhere.example")));
        refused(ISSUER.token(claims -> claims.issuer(ISSUER.uri() + "/")));
        refused(ISSUER.token(claims -> claims.issuer(null)));
        refused(TestIssuer.fresh().token(UUID.randomUUID()));
    }

    @Test
    void refusesTokenForAnotherAudience() {
        refused(ISSUER.token(claims -> claims.audience("another")));
        refused(ISSUER.token(claims -> claims.audience(List.of())));
        refused(
                ISSUER.token(
                        claims -> claims.audience((String) null).claim("client_id", "atelier")));
    }

    @Test
    void refusesTokenWhoseTimeIsOver() {
        refused(ISSUER.token(claims -> claims.expirationTime(in(-60))));
        refused(ISSUER.token(claims -> claims.expirationTime(new Date(0))));
    }

    @Test
    void refusesTokenThatNeverEnds() {
        refused(ISSUER.token(claims -> claims.expirationTime(null)));
    }

    @Test
    void refusesTokenWhoseTimeHasNotCome() {
        refused(ISSUER.token(claims -> claims.notBeforeTime(in(60))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../dev/null",
                "/etc/passwd",
                "' OR '1'='1",
                "key' UNION SELECT 'secret' --",
                "; curl http://attacker.example",
                "http://attacker.example/keys",
                "unknown"
            })
    void takesNameOfKeyForNothingButAName(String keyId) throws JOSEException {
        refused(ISSUER.forgery(header().keyID(keyId).build(), new RSASSASigner(MINE)));
    }

    @Test
    void refusesTokenThatIsSignedByAnotherUnderTheIssuersName() throws JOSEException {
        String keyId = ISSUER.publicKey().getKeyID();

        refused(ISSUER.forgery(header().keyID(keyId).build(), new RSASSASigner(MINE)));
        refused(ISSUER.forgery(header().build(), new RSASSASigner(MINE)));
    }

    /** A token that brings its own key along, or says where to get it. */
    @Test
    void looksNowhereElseForKeys() throws JOSEException {
        JWSSigner signer = new RSASSASigner(MINE);
        URI attacker = URI.create("http://localhost:" + ATTACKER.port() + "/keys");
        String keyId = MINE.getKeyID();

        refused(ISSUER.forgery(header().keyID(keyId).jwk(MINE.toPublicJWK()).build(), signer));
        refused(ISSUER.forgery(header().keyID(keyId).jwkURL(attacker).build(), signer));
        refused(ISSUER.forgery(header().keyID(keyId).x509CertURL(attacker).build(), signer));
        assertThat(LOOKED_UP).hasValue(0);
    }

    @Test
    void refusesExtensionThatMustBeUnderstoodAndIsNot() {
        String token =
                ISSUER.tokenWithHeader(
                        header ->
                                header.criticalParams(Set.of("policy"))
                                        .customParam("policy", "all"));

        refused(token);
    }

    @Test
    void refusesTokenWhoseClaimsWereChanged() {
        String[] good = ISSUER.token(UUID.randomUUID()).split("\\.");
        String[] admin = ISSUER.adminToken(UUID.randomUUID()).split("\\.");

        refused(good[0] + "." + admin[1] + "." + good[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "e30.e30.", "eyJhbGciOiJSUzI1NiJ9..x"})
    void refusesWhatIsNoToken(String nonsense) {
        refused(nonsense);
    }

    @Test
    void takesTokenFromNowhereButItsHeader() {
        String token = ISSUER.token(UUID.randomUUID());

        ProblemAnswer.of(
                gateway.anonymous().get().uri("/api/v1/users/me?access_token=" + token).exchange(),
                401,
                "unauthenticated");
        ProblemAnswer.of(
                gateway.anonymous()
                        .get()
                        .uri("/api/v1/users/me")
                        .cookie("access_token", token)
                        .exchange(),
                401,
                "unauthenticated");
        assertThat(gateway.asked()).isEmpty();
    }

    private void refusedAlthoughSigned(UnaryOperator<JWSHeader.Builder> header) {
        String keyId = ISSUER.publicKey().getKeyID();

        refused(ISSUER.tokenWithHeader(good -> header.apply(good).keyID(keyId)));
    }

    private void refused(String token) {
        var response =
                gateway.anonymous()
                        .get()
                        .uri("/api/v1/users/me")
                        .header("Authorization", "Bearer " + token)
                        .exchange();

        ProblemAnswer.of(response, 401, "unauthenticated");
        assertThat(gateway.asked()).isEmpty();
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT);
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("mine").generate();
        } catch (JOSEException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
