/** Looks every minute whether what must hold at every committed state does hold. */
@NullMarked
package dev.atelier.enrollment.invariants;

import org.jspecify.annotations.NullMarked;
