package dev.atelier.common.security;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;

import dev.atelier.common.security.SecurityProperties.Keys;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The issuer's keys. They are kept, so that an issuer that is away logs nobody out; looked at anew
 * from time to time, so that a key that was withdrawn stops to hold; and asked for when a token
 * names one that is not known, so that a new one holds without a restart.
 *
 * <p>Anybody can send tokens that name unknown keys. However many come, the issuer is asked once in
 * a pause.
 */
class SigningKeys implements MeterBinder {

    /** The one algorithm that tokens are signed by: what a token says of itself decides nothing. */
    static final SignatureAlgorithm ALGORITHM = SignatureAlgorithm.RS256;

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    /** As long as there are no keys at all nobody gets in, so there is more reason to ask. */
    private static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(1);

    private final Mono<String> issuer;
    private final Keys settings;
    private final Clock clock;
    private volatile Kept kept = Kept.NOTHING;
    private volatile Question lastQuestion = Question.NONE;
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /**
     * @param issuer gets the key set, in JSON, each time that it is subscribed to
     */
    SigningKeys(Mono<String> issuer, Keys settings, Clock clock) {
        this.issuer = issuer;
        this.settings = settings;
        this.clock = clock;
    }

    /** Those that may have signed the token; none when the issuer has no such key. */
    Flux<JWK> of(SignedJWT token) {
        if (!ALGORITHM.getName().equals(token.getHeader().getAlgorithm().getName())) {
            return Flux.empty();
        }
        var selector = new JWKSelector(JWKMatcher.forJWSHeader(token.getHeader()));
        return Mono.defer(() -> suitable(selector)).flatMapIterable(keys -> keys);
    }

    private Mono<List<JWK>> suitable(JWKSelector selector) {
        Instant now = clock.instant();
        Kept current = kept;
        boolean holds = now.isBefore(current.since().plus(settings.longest()));
        List<JWK> keys = holds ? selector.select(current.keys()) : List.of();
        boolean fresh = now.isBefore(current.since().plus(settings.refresh()));
        if (!keys.isEmpty() && (fresh || !mayAsk(now))) {
            return Mono.just(keys);
        }
        Mono<List<JWK>> asked = ask(now).map(selector::select);
        return keys.isEmpty() ? asked : asked.onErrorReturn(KeysNotObtained.class, keys);
    }

    private boolean mayAsk(Instant now) {
        Duration pause = kept == Kept.NOTHING ? PAUSE_WITHOUT_KEYS : settings.pause();
        return !now.isBefore(lastQuestion.at().plus(pause));
    }

    /** What the issuer says, or has just said: who asks within the pause shares the answer. */
    private synchronized Mono<JWKSet> ask(Instant now) {
        if (mayAsk(now)) {
            lastQuestion = new Question(now, obtained().cache());
        }
        return lastQuestion.answer();
    }

    private Mono<JWKSet> obtained() {
        return issuer.timeout(settings.timeout())
                .map(SigningKeys::parsed)
                .doOnNext(this::keep)
                .doOnError(this::miss)
                .onErrorMap(KeysNotObtained::new);
    }

    private static JWKSet parsed(String document) {
        try {
            JWKSet keys = JWKSet.parse(document);
            if (keys.isEmpty()) {
                throw new IllegalStateException("the issuer publishes no keys");
            }
            return keys;
        } catch (ParseException exception) {
            throw new IllegalStateException("the issuer's key set cannot be read", exception);
        }
    }

    private void keep(JWKSet keys) {
        kept = new Kept(keys, clock.instant());
        answered.increment();
    }

    private void miss(Throwable failure) {
        failed.increment();
        LOG.warn("the issuer's keys were not obtained: {}", failure.toString());
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        counter("success", answered, meters);
        counter("failure", failed, meters);
        Gauge.builder("atelier.signing.keys.age", this, SigningKeys::age)
                .description("How long ago the issuer's keys were obtained.")
                .baseUnit("seconds")
                .register(meters);
    }

    private static void counter(String outcome, LongAdder count, MeterRegistry meters) {
        FunctionCounter.builder("atelier.signing.keys.fetches", count, LongAdder::sum)
                .description("How often the issuer was asked for its keys.")
                .tag("outcome", outcome)
                .register(meters);
    }

    private double age() {
        Kept current = kept;
        return current == Kept.NOTHING
                ? Double.NaN
                : Duration.between(current.since(), clock.instant()).toSeconds();
    }

    /** The issuer's keys as of an instant. */
    private record Kept(JWKSet keys, Instant since) {
        static final Kept NOTHING = new Kept(new JWKSet(), Instant.EPOCH);
    }

    /** A question to the issuer, and its answer for everybody. */
    private record Question(Instant at, Mono<JWKSet> answer) {
        static final Question NONE = new Question(Instant.EPOCH, Mono.never());
    }
}
