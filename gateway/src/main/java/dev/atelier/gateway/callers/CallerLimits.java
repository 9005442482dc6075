package dev.atelier.gateway.callers;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How much each caller has left, in a bucket that fills with time.
 *
 * <p>A bucket that nobody has taken from for as long as it takes to fill is like a new one, and is
 * forgotten. There is room for so many; beyond it those are forgotten that are used least, so that
 * a crowd of strangers costs no more memory, and at worst gives a caller a full bucket.
 */
@Component
class CallerLimits {

    private final RateLimitProperties limit;
    private final LongSupplier nanoTime;
    private final LoadingCache<String, Bucket> buckets;

    @Autowired
    CallerLimits(RateLimitProperties limit) {
        this(limit, System::nanoTime);
    }

    CallerLimits(RateLimitProperties limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(limit.callers())
                        .expireAfterAccess(timeToFill(limit))
                        .ticker((Ticker) nanoTime::getAsLong)
                        .build(_ -> full());
    }

    /** Takes one request's worth from what the caller has left. */
    Allowance take(String caller) {
        ConsumptionProbe probe = buckets.get(caller).tryConsumeAndReturnRemaining(1);
        return new Allowance(
                probe.isConsumed(),
                limit.burst(),
                probe.getRemainingTokens(),
                wholeSeconds(probe.getNanosToWaitForReset()),
                wholeSeconds(probe.getNanosToWaitForRefill()));
    }

    /** How many callers are remembered now. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(
                        bandwidth ->
                                bandwidth
                                        .capacity(limit.burst())
                                        .refillGreedy(limit.perSecond(), Duration.ofSeconds(1)))
                .withCustomTimePrecision(new NanoTime(nanoTime))
                .build();
    }

    private static Duration timeToFill(RateLimitProperties limit) {
        return Duration.ofSeconds(1 + limit.burst() / limit.perSecond());
    }

    private static long wholeSeconds(long nanos) {
        return nanos == 0 ? 0 : 1 + (nanos - 1) / TimeUnit.SECONDS.toNanos(1);
    }

    /** Buckets and their cache must agree about the time. */
    private record NanoTime(LongSupplier source) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return source.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
