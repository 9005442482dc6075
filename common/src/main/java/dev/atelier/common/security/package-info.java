/** Who is calling: bearer tokens verified here, whatever stands in front of the service. */
@NullMarked
package dev.atelier.common.security;

import org.jspecify.annotations.NullMarked;
