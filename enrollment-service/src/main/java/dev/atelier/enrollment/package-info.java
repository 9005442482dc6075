/** The service that decides who gets a seat. */
@NullMarked
package dev.atelier.enrollment;

import org.jspecify.annotations.NullMarked;
