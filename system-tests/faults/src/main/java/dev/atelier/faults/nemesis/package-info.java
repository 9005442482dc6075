/** What goes wrong: processes die, connections break or are slow, messages come twice and late. */
@NullMarked
package dev.atelier.faults.nemesis;

import org.jspecify.annotations.NullMarked;
