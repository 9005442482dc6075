/**
 * Tells how much waits in queues and dead-letter queues, which nobody else sees: a service its own,
 * and one of those that send to another team's that team's.
 */
@NullMarked
package dev.atelier.common.queues;

import org.jspecify.annotations.NullMarked;
