package dev.atelier.common.eventlog;

import java.util.UUID;

/**
 * Something that happened to an aggregate.
 *
 * @param type the wire name, never a class name
 * @param subject the aggregate's id
 * @param sequence the aggregate's version after the change; every version makes one event
 * @param data the aggregate's full public state after the change, written as JSON
 */
public record DomainEvent(String type, UUID subject, long sequence, Object data) {}
