/** The workshop as an aggregate: its state, its transitions and its rules, in plain Java. */
@NullMarked
package dev.atelier.workshop.model;

import org.jspecify.annotations.NullMarked;
