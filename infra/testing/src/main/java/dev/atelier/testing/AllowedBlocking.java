package dev.atelier.testing;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What may block a little: loading classes, bundles and what Spring makes once the first time that
 * they are used, reading the kernel's random numbers, which never waits, and making ids by time,
 * for which threads take turns of less than a microsecond.
 */
public final class AllowedBlocking implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("java.security.SecureRandom", "nextBytes")
                .allowBlockingCallsInside(
                        "com.github.f4b6a3.uuid.UuidCreator", "getTimeOrderedEpoch")
                .allowBlockingCallsInside("java.lang.ClassLoader", "loadClass")
                .allowBlockingCallsInside("java.util.ResourceBundle", "getBundle")
                .allowBlockingCallsInside(
                        "org.springframework.util.function.SingletonSupplier", "get")
                .allowBlockingCallsInside(
                        "java.util.ServiceLoader$LazyClassPathLookupIterator", "hasNext")
                .allowBlockingCallsInside(
                        "org.hibernate.validator.messageinterpolation.AbstractMessageInterpolator",
                        "interpolateMessage");
    }
}
