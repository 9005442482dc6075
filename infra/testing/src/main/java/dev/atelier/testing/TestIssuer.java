package dev.atelier.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.reactivestreams.Publisher;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Signs tokens, and publishes its keys over HTTP as an authorization server does. */
public final class TestIssuer {

    private static final TestIssuer SHARED = new TestIssuer();

    private final DisposableServer server;
    private final AtomicInteger timesAsked = new AtomicInteger();
    private volatile RSAKey key = newKey();
    private volatile boolean away;

    /** On threads of its own: the common ones end with the first application that is stopped. */
    private TestIssuer() {
        server =
                HttpServer.create()
                        .runOn(LoopResources.create("test-issuer"))
                        .host("localhost")
                        .port(0)
                        .route(routes -> routes.get("/keys", (_, response) -> keys(response)))
                        .bindNow();
    }

    public static TestIssuer shared() {
        return SHARED;
    }

    /** One of its own, for who changes its keys or sends it away. */
    public static TestIssuer fresh() {
        return new TestIssuer();
    }

    public URI uri() {
        return URI.create("http://localhost:" + server.port());
    }

    public URI jwkSetUri() {
        return uri().resolve("/keys");
    }

    /** What anybody can get. */
    public RSAKey publicKey() {
        return key.toPublicJWK();
    }

    /** Signs with another key from now on, and publishes no other. */
    public void rotate() {
        key = newKey();
    }

    /** Answers no question for its keys until it comes back. */
    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    /** How often it was asked for its keys. */
    public int timesAsked() {
        return timesAsked.get();
    }

    public String token(UUID user) {
        return token(claims -> claims.subject(user.toString()));
    }

    public String adminToken(UUID user) {
        return token(claims -> claims.subject(user.toString()).claim("roles", List.of("admin")));
    }

    /** A token whose claims differ from a good one's as said. */
    public String token(UnaryOperator<JWTClaimsSet.Builder> difference) {
        return sign(header().build(), claims(difference), signer(key));
    }

    /** A token with a good one's claims and the issuer's signature, and another header. */
    public String tokenWithHeader(UnaryOperator<JWSHeader.Builder> difference) {
        return sign(difference.apply(header()).build(), claims(claims -> claims), signer(key));
    }

    /** A token with a good one's claims that somebody else has signed. */
    public String forgery(JWSHeader header, JWSSigner signer) {
        return sign(header, claims(claims -> claims), signer);
    }

    private Publisher<Void> keys(HttpServerResponse response) {
        timesAsked.incrementAndGet();
        return away
                ? response.status(503).send()
                : response.header("Content-Type", "application/json")
                        .sendString(Mono.just(new JWKSet(publicKey()).toString()));
    }

    private JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID());
    }

    private JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> difference) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .issuer(uri().toString())
                        .audience("atelier")
                        .subject(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(3600)));
        return difference.apply(claims).build();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
