/**
 * Carries decisions out: what has queued up is locked, read, decided and written as one batch, and
 * what follows from it follows.
 */
@NullMarked
package dev.atelier.enrollment.deciding;

import org.jspecify.annotations.NullMarked;
