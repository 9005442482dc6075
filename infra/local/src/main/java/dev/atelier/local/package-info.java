/** The platform on a laptop: real parts, each a child process of one supervisor. */
@NullMarked
package dev.atelier.local;

import org.jspecify.annotations.NullMarked;
