/**
 * The same sign-up as most write it today: Spring MVC on virtual threads and JDBC, with a lock on
 * the row of the workshop's seats.
 */
@NullMarked
package dev.atelier.bench.mvc;

import org.jspecify.annotations.NullMarked;
