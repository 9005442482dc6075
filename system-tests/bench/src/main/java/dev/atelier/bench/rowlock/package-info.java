/**
 * The sign-up that most would write: lock the row of the workshop's seats, look, insert, commit.
 * What the contenders have in common that are built so.
 */
@NullMarked
package dev.atelier.bench.rowlock;

import org.jspecify.annotations.NullMarked;
