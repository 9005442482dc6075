/** Errors as RFC 9457 problem details: one form, made in one place. */
@NullMarked
package dev.atelier.common.problem;

import org.jspecify.annotations.NullMarked;
