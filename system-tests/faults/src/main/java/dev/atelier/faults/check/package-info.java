/** What must be true of a history and of the database that it has left, rule by rule. */
@NullMarked
package dev.atelier.faults.check;

import org.jspecify.annotations.NullMarked;
