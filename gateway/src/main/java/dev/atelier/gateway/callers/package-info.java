/** Who may call: from which origins, and how often. */
@NullMarked
package dev.atelier.gateway.callers;

import org.jspecify.annotations.NullMarked;
