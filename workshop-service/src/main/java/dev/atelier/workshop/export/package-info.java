/** All that this service holds about a person, for themselves. */
@NullMarked
package dev.atelier.workshop.export;

import org.jspecify.annotations.NullMarked;
