package dev.atelier.common.relay;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.List;

/**
 * Who gets the service's events, and how they are sent.
 *
 * @param subscriptions from the topology
 * @param relay how the log is read and sent
 */
@ConfigurationProperties("atelier.events")
public record RelayProperties(
        @DefaultValue List<Subscription> subscriptions, @DefaultValue Relay relay) {

    /**
     * @param name unique within the service
     * @param queue the subscriber's
     * @param types event types, each exact or a prefix that ends in {@code *}
     * @param start where to start when there is no cursor yet
     */
    public record Subscription(String name, String queue, List<String> types, Start start) {

        boolean wants(String type) {
            return types.stream()
                    .anyMatch(
                            pattern ->
                                    pattern.endsWith("*")
                                            ? type.startsWith(
                                                    pattern.substring(0, pattern.length() - 1))
                                            : type.equals(pattern));
        }
    }

    /** Where a new subscription starts. */
    public enum Start {
        BEGINNING,
        NOW
    }

    /**
     * @param pageSize how many rows of the log are read at once
     * @param readAhead how many events of one subscription may be read and not sent, which is how
     *     many can be held back before all are
     * @param concurrency how many batches of one subscription are in flight
     * @param pollInterval how long a reader waits at most for news of a commit
     * @param leaseTime how long an instance relays without renewing its lease
     * @param sendTimeout how long one call to the queue server may take
     * @param minBackoff before the first retry
     * @param maxBackoff between later ones
     */
    public record Relay(
            @DefaultValue("500") int pageSize,
            @DefaultValue("2000") int readAhead,
            @DefaultValue("4") int concurrency,
            @DefaultValue("1s") Duration pollInterval,
            @DefaultValue("5s") Duration leaseTime,
            @DefaultValue("10s") Duration sendTimeout,
            @DefaultValue("100ms") Duration minBackoff,
            @DefaultValue("10s") Duration maxBackoff) {

        Backoff backoff() {
            return new Backoff(minBackoff, maxBackoff);
        }
    }
}
