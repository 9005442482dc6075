/** {@code ./atelier events}: what an operator sees of events on their way, and does about them. */
@NullMarked
package dev.atelier.local.events;

import org.jspecify.annotations.NullMarked;
