/** Sign-up: who takes part in which workshop, who waits, who moves up. */
@NullMarked
package dev.atelier.enrollment.signup;

import org.jspecify.annotations.NullMarked;
