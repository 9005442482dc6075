package dev.atelier.common.eventlog;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * Something that happened to an aggregate.
 *
 * @param type the wire name, never a class name
 * @param subject the aggregate's id
 * @param sequence the aggregate's version after the change; every version makes one event
 * @param data the aggregate's full public state after the change, written as JSON
 * @param traceparent the trace in which it happened; null for the one that appends it
 */
public record DomainEvent(
        String type, UUID subject, long sequence, Object data, @Nullable String traceparent) {

    public DomainEvent(String type, UUID subject, long sequence, Object data) {
        this(type, subject, sequence, data, null);
    }

    /** The same event in the trace of the request that led to it, where one appends for many. */
    public DomainEvent in(@Nullable String trace) {
        return new DomainEvent(type, subject, sequence, data, trace);
    }
}
