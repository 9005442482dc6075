package dev.atelier.common.relay;

import dev.atelier.common.relay.RelayProperties.Relay;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.util.retry.Retry;

/** How the relay goes on after a failure that is not the queue's: the database is away, mostly. */
final class Retrying {

    private static final Logger LOG = LoggerFactory.getLogger(Retrying.class);

    private Retrying() {}

    /**
     * For as long as it takes. What is tried should emit something when it has worked, which makes
     * the next pause the shortest again.
     */
    static Retry forever(String what, Relay settings) {
        return Retry.backoff(Long.MAX_VALUE, settings.minBackoff())
                .maxBackoff(settings.maxBackoff())
                .transientErrors(true)
                .doBeforeRetry(
                        signal -> LOG.warn("{} failed, trying again", what, signal.failure()));
    }
}
