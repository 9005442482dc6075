/** The append-only log of what happened, written in the transaction in which it happened. */
@NullMarked
package dev.atelier.common.eventlog;

import org.jspecify.annotations.NullMarked;
