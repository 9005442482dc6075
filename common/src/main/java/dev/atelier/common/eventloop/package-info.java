/** Tells when an event loop is held up, which makes every request on it wait. */
@NullMarked
package dev.atelier.common.eventloop;

import org.jspecify.annotations.NullMarked;
