/** A platform with two instances of sign-up, and hands on the connections in between. */
@NullMarked
package dev.atelier.faults.arena;

import org.jspecify.annotations.NullMarked;
