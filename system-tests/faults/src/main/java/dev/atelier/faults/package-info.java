/**
 * Runs a platform of its own in traffic and faults, both at random by a seed, and checks what it
 * leaves behind.
 */
@NullMarked
package dev.atelier.faults;

import org.jspecify.annotations.NullMarked;
