/**
 * Who gets a seat: pure functions on immutable records. A batch of {@link
 * dev.atelier.enrollment.decision.Command commands} and the {@link
 * dev.atelier.enrollment.decision.Situation} around them go in, one {@link
 * dev.atelier.enrollment.decision.Decision} comes out.
 */
@NullMarked
package dev.atelier.enrollment.decision;

import org.jspecify.annotations.NullMarked;
