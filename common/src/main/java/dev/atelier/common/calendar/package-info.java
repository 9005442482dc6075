/** What people have in their calendars, as RFC 5545 wants it. */
@NullMarked
package dev.atelier.common.calendar;

import org.jspecify.annotations.NullMarked;
