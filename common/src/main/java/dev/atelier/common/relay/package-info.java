/**
 * Carries the event log to its subscribers' queues: each with a cursor of its own, one instance at
 * a time.
 */
@NullMarked
package dev.atelier.common.relay;

import org.jspecify.annotations.NullMarked;
