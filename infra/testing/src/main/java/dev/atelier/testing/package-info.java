/**
 * Real parts for tests, started once for all test classes of a JVM: Postgres, a queue server, an
 * issuer of tokens. With {@code -Datelier.parts=containers} the first two run in containers.
 */
@NullMarked
package dev.atelier.testing;

import org.jspecify.annotations.NullMarked;
