/** All users, for admins to look someone up. */
@NullMarked
package dev.atelier.user.directory;

import org.jspecify.annotations.NullMarked;
