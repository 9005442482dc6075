/** All that this service holds about a person, for themselves. */
@NullMarked
package dev.atelier.enrollment.export;

import org.jspecify.annotations.NullMarked;
