/**
 * The laptop's OpenID provider: it believes everybody's name, and so exists in this module alone.
 */
@NullMarked
package dev.atelier.local.issuer;

import org.jspecify.annotations.NullMarked;
