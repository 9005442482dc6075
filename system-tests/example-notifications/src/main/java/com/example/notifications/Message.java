package com.example.notifications;

/**
 * Something to say to somebody.
 *
 * @param source with the next two: of which event it tells
 * @param subject the event's
 * @param sequence the event's
 * @param userId to whom
 * @param recipient their address
 * @param text what
 */
record Message(
        String source,
        String subject,
        long sequence,
        String userId,
        String recipient,
        String text) {}
