/** Finding workshops by what they are about, when they are and what they ask. */
@NullMarked
package dev.atelier.workshop.finding;

import org.jspecify.annotations.NullMarked;
