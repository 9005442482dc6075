/** A user's workshops for the user's own calendar, also behind a secret link. */
@NullMarked
package dev.atelier.enrollment.calendar;

import org.jspecify.annotations.NullMarked;
