/** Takes in what the other services tell of users and workshops, and what follows from it here. */
@NullMarked
package dev.atelier.enrollment.news;

import org.jspecify.annotations.NullMarked;
