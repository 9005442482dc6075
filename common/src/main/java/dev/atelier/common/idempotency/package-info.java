/** Lets a client repeat a request that creates something. */
@NullMarked
package dev.atelier.common.idempotency;

import org.jspecify.annotations.NullMarked;
