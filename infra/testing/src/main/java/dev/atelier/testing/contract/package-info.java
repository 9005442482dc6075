/** Holds a service to docs/http-api.md: every promise of it is provoked over HTTP. */
@NullMarked
package dev.atelier.testing.contract;

import org.jspecify.annotations.NullMarked;
