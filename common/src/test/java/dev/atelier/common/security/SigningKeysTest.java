package dev.atelier.common.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.atelier.common.security.SecurityProperties.Keys;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class SigningKeysTest {

    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final RSAKey OLD = key("old");
    private static final RSAKey NEW = key("new");

    private final AtomicInteger asked = new AtomicInteger();
    private final Time time = new Time();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Mono<String> answer = published(OLD);
    private SigningKeys keys;

    @BeforeEach
    void askIssuer() {
        Mono<String> issuer =
                Mono.defer(
                        () -> {
                            asked.incrementAndGet();
                            return answer;
                        });
        keys = new SigningKeys(issuer, new Keys(REFRESH, PAUSE, TIMEOUT, LONGEST), time);
        keys.bindTo(meters);
    }

    @Test
    void asksOnceForManyTokens() {
        assertThat(namesOf("old")).containsExactly("old");
        time.passes(REFRESH.minusSeconds(1));
        assertThat(namesOf("old")).containsExactly("old");

        assertThat(asked).hasValue(1);
    }

    @Test
    void asksOnceForTokensThatComeTogether() {
        Sinks.One<String> late = Sinks.one();
        answer = late.asMono();
        Mono<List<JWK>> first = keys.of(naming("old")).collectList();
        Mono<List<JWK>> second = keys.of(naming("old")).collectList();

        StepVerifier.create(Mono.zip(first, second))
                .then(() -> late.tryEmitValue(document(OLD)))
                .assertNext(both -> assertThat(both.getT1()).isEqualTo(both.getT2()).hasSize(1))
                .verifyComplete();
        assertThat(asked).hasValue(1);
    }

    @Test
    void findsNewKeyWhenTokenNamesIt() {
        namesOf("old");
        answer = published(OLD, NEW);
        time.passes(PAUSE);

        assertThat(namesOf("new")).containsExactly("new");
    }

    @Test
    void forgetsKeyThatWasWithdrawn() {
        namesOf("old");
        answer = published(NEW);
        time.passes(REFRESH);

        assertThat(namesOf("old")).isEmpty();
    }

    @Test
    void leavesIssuerAloneWhateverKeysTokensName() {
        namesOf("old");
        time.passes(PAUSE);
        for (int token = 0; token < 1000; token++) {
            assertThat(namesOf("unknown-" + token)).isEmpty();
        }

        assertThat(asked).hasValue(2);
    }

    @Test
    void asksNobodyAboutOtherAlgorithms() {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("old").build(),
                        new JWTClaimsSet.Builder().build());

        assertThat(keys.of(token).collectList().block()).isEmpty();
        assertThat(asked).hasValue(0);
    }

    @Test
    void keepsKeysWhileIssuerIsAway() {
        namesOf("old");
        answer = Mono.error(new IllegalStateException("away"));
        time.passes(LONGEST.minusSeconds(1));

        assertThat(namesOf("old")).containsExactly("old");
        assertThat(fetches("failure")).isEqualTo(1);
    }

    @Test
    void keepsNoKeyForEver() {
        namesOf("old");
        answer = Mono.error(new IllegalStateException("away"));
        time.passes(LONGEST);

        StepVerifier.create(keys.of(naming("old"))).verifyError(KeysNotObtained.class);
    }

    @Test
    void waitsForNobodyInThePauseAfterAFailure() {
        namesOf("old");
        time.passes(REFRESH);
        answer = Mono.error(new IllegalStateException("away"));
        namesOf("old");
        answer = Mono.never();
        time.passes(PAUSE.minusSeconds(1));

        assertThat(namesOf("old")).containsExactly("old");
        assertThat(asked).hasValue(2);
    }

    @Test
    void makesDoWithKeptKeysWhenIssuerTakesTooLong() {
        namesOf("old");
        time.passes(REFRESH);
        answer = Mono.never();

        StepVerifier.withVirtualTime(() -> keys.of(naming("old")))
                .expectSubscription()
                .expectNoEvent(TIMEOUT.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void recoversSoonAfterAStartWithoutIssuer() {
        answer = Mono.error(new IllegalStateException("away"));
        StepVerifier.create(keys.of(naming("old"))).verifyError(KeysNotObtained.class);
        answer = published(OLD);
        StepVerifier.create(keys.of(naming("old"))).verifyError(KeysNotObtained.class);
        time.passes(Duration.ofSeconds(1));

        assertThat(namesOf("old")).containsExactly("old");
    }

    @Test
    void takesNoAnswerWithoutKeysForKeys() {
        namesOf("old");
        for (String nonsense : List.of("{\"keys\":[]}", "{}", "<html>")) {
            answer = Mono.just(nonsense);
            time.passes(REFRESH);

            assertThat(namesOf("old")).as(nonsense).containsExactly("old");
        }
        assertThat(fetches("failure")).isEqualTo(3);
    }

    @Test
    void tellsOperatorsHowItGoes() {
        assertThat(meters.get("atelier.signing.keys.age").gauge().value()).isNaN();
        namesOf("old");
        time.passes(Duration.ofSeconds(7));

        assertThat(fetches("success")).isEqualTo(1);
        assertThat(fetches("failure")).isZero();
        assertThat(meters.get("atelier.signing.keys.age").gauge().value()).isEqualTo(7);
    }

    private List<String> namesOf(String key) {
        return keys.of(naming(key)).map(JWK::getKeyID).collectList().block();
    }

    private double fetches(String outcome) {
        return meters.get("atelier.signing.keys.fetches")
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }

    private static SignedJWT naming(String key) {
        return new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key).build(),
                new JWTClaimsSet.Builder().build());
    }

    private static Mono<String> published(RSAKey... keys) {
        return Mono.just(document(keys));
    }

    private static String document(RSAKey... keys) {
        return new JWKSet(List.of(keys)).toString();
    }

    private static RSAKey key(String name) {
        try {
            return new RSAKeyGenerator(2048).keyID(name).generate().toPublicJWK();
        } catch (JOSEException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** Passes when it is told to. */
    private static final class Time extends Clock {

        private Instant now = Instant.parse("2027-03-01T09:00:00Z");

        void passes(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
