/** Takes events from the service's queue into its projections. */
@NullMarked
package dev.atelier.common.consuming;

import org.jspecify.annotations.NullMarked;
