/** How the images start and work in as little as a task gives them. */
@NullMarked
package dev.atelier.bench.images;

import org.jspecify.annotations.NullMarked;
