/** Workshops, from the first draft to their end, and how people find them. */
@NullMarked
package dev.atelier.workshop;

import org.jspecify.annotations.NullMarked;
