/** Users as far as this service has heard of them. */
@NullMarked
package dev.atelier.workshop.people;

import org.jspecify.annotations.NullMarked;
