/** What this service knows of users and workshops, from their events. */
@NullMarked
package dev.atelier.enrollment.known;

import org.jspecify.annotations.NullMarked;
