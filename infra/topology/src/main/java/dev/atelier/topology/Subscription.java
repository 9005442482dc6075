package dev.atelier.topology;

import java.util.List;

/**
 * One subscriber's interest in one service's events.
 *
 * @param publisher the service whose event log is read
 * @param subscriber the receiver, unique per publisher
 * @param types event types, each exact or a prefix that ends in {@code *}
 * @param start where in the log a new subscription starts
 */
public record Subscription(String publisher, String subscriber, List<String> types, Start start) {

    /** Where a subscription starts that has no cursor yet. */
    public enum Start {
        /** With the oldest event in the log, so that the whole state arrives. */
        BEGINNING,
        /** With the next event that is committed. */
        NOW
    }

    static Subscription fromBeginning(Deployable publisher, String subscriber, String... types) {
        return new Subscription(publisher.name(), subscriber, List.of(types), Start.BEGINNING);
    }

    static Subscription fromNow(Deployable publisher, String subscriber, String... types) {
        return new Subscription(publisher.name(), subscriber, List.of(types), Start.NOW);
    }
}
