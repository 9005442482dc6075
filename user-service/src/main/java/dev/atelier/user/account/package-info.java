/** What becomes of an account: admins deactivate and reactivate it. */
@NullMarked
package dev.atelier.user.account;

import org.jspecify.annotations.NullMarked;
