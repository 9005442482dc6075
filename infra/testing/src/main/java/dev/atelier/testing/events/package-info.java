/** Holds a service to its event schemas, and these to what they have promised before. */
@NullMarked
package dev.atelier.testing.events;

import org.jspecify.annotations.NullMarked;
