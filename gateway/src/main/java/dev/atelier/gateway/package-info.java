/** The only door for the frontend: it knows which path leads to which service, and no more. */
@NullMarked
package dev.atelier.gateway;

import org.jspecify.annotations.NullMarked;
