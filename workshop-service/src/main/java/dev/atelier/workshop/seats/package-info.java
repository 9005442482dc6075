/** How full workshops are, as far as this service has heard. */
@NullMarked
package dev.atelier.workshop.seats;

import org.jspecify.annotations.NullMarked;
