/** How fast a backlog of events is worked off, and whether a broken subscriber slows the others. */
@NullMarked
package dev.atelier.bench.events;

import org.jspecify.annotations.NullMarked;
