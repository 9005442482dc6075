/**
 * A twin of the sign-up on the platform's own foundation, WebFlux and R2DBC, that locks the row of
 * the workshop's seats and has one transaction per request.
 */
@NullMarked
package dev.atelier.bench.twin;

import org.jspecify.annotations.NullMarked;
