package dev.atelier.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Signs tokens, and publishes its keys over HTTP as an authorization server does. */
public final class TestIssuer {

    private static final TestIssuer SHARED = new TestIssuer();

    private final RSAKey key;
    private final DisposableServer server;

    /** On threads of its own: the common ones end with the first application that is stopped. */
    private TestIssuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException exception) {
            throw new IllegalStateException(exception);
        }
        String keys = new JWKSet(key.toPublicJWK()).toString();
        server =
                HttpServer.create()
                        .runOn(LoopResources.create("test-issuer"))
                        .host("localhost")
                        .port(0)
                        .route(
                                routes ->
                                        routes.get(
                                                "/keys",
                                                (_, response) ->
                                                        response.header(
                                                                        "Content-Type",
                                                                        "application/json")
                                                                .sendString(Mono.just(keys))))
                        .bindNow();
    }

    public static TestIssuer shared() {
        return SHARED;
    }

    public URI uri() {
        return URI.create("http://localhost:" + server.port());
    }

    public URI jwkSetUri() {
        return uri().resolve("/keys");
    }

    public String token(UUID user) {
        return token(claims -> claims.subject(user.toString()));
    }

    public String adminToken(UUID user) {
        return token(claims -> claims.subject(user.toString()).claim("roles", List.of("admin")));
    }

    /** A token whose claims differ from a good one's as said. */
    public String token(UnaryOperator<JWTClaimsSet.Builder> difference) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .issuer(uri().toString())
                        .audience("atelier")
                        .subject(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(3600)));
        return sign(difference.apply(claims).build());
    }

    private String sign(JWTClaimsSet claims) {
        try {
            JWSHeader header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
