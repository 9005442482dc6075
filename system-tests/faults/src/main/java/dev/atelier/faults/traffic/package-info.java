/** People who sign up, cancel and answer offers, and a log of what each of them asked and heard. */
@NullMarked
package dev.atelier.faults.traffic;

import org.jspecify.annotations.NullMarked;
