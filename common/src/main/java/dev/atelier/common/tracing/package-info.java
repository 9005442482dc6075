/** Which trace a pipeline runs in. */
@NullMarked
package dev.atelier.common.tracing;

import org.jspecify.annotations.NullMarked;
