/** Where a user takes part, for that user. */
@NullMarked
package dev.atelier.enrollment.mine;

import org.jspecify.annotations.NullMarked;
