/** The service that owns users and their capabilities; its features are the packages below. */
@NullMarked
package dev.atelier.user;

import org.jspecify.annotations.NullMarked;
