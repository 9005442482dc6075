/** Who runs a workshop: inviting, falling out, jumping in, stepping down and being erased. */
@NullMarked
package dev.atelier.workshop.organizing;

import org.jspecify.annotations.NullMarked;
