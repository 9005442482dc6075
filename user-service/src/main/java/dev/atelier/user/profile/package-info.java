/** People as they describe themselves: how to name and reach them, and what they are capable of. */
@NullMarked
package dev.atelier.user.profile;

import org.jspecify.annotations.NullMarked;
