/** Faults of which the on-call person must hear: each begun for real, noticed, and over again. */
@NullMarked
package dev.atelier.faults.alerts;

import org.jspecify.annotations.NullMarked;
