/**
 * What the laptop, Docker and AWS agree on: deployables, their schemas, queues and subscriptions,
 * and how a deployable is told about them.
 */
@NullMarked
package dev.atelier.topology;

import org.jspecify.annotations.NullMarked;
