/**
 * Keeps the event log at a size that does not grow for ever: partitions are made ahead of need and
 * dropped by age, and what nobody else can tell any more is carried forward first.
 */
@NullMarked
package dev.atelier.common.retention;

import org.jspecify.annotations.NullMarked;
