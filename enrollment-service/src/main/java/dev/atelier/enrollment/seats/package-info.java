/** The seats of a workshop as they are now, to be read once or followed. */
@NullMarked
package dev.atelier.enrollment.seats;

import org.jspecify.annotations.NullMarked;
