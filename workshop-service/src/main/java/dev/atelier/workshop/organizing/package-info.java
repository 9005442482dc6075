/** Who runs a workshop: inviting, falling out, jumping in and stepping down. */
@NullMarked
package dev.atelier.workshop.organizing;

import org.jspecify.annotations.NullMarked;
