/** Drafting workshops, reading them and moving them through their life. */
@NullMarked
package dev.atelier.workshop.lifecycle;

import org.jspecify.annotations.NullMarked;
