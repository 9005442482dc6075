/**
 * How fast sign-up is: the platform beside a twin of it that locks a row, beside the usual stack,
 * and beside what the database can do at most.
 */
@NullMarked
package dev.atelier.bench.signup;

import org.jspecify.annotations.NullMarked;
