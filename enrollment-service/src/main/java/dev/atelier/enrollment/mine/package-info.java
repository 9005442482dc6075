/** What a user has here, for that user: participations, a calendar, an export. */
@NullMarked
package dev.atelier.enrollment.mine;

import org.jspecify.annotations.NullMarked;
