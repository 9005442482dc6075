/** What an instance does by itself, from time to time. */
@NullMarked
package dev.atelier.common.periodic;

import org.jspecify.annotations.NullMarked;
