/** A workshop for people's own calendars. */
@NullMarked
package dev.atelier.workshop.calendar;

import org.jspecify.annotations.NullMarked;
