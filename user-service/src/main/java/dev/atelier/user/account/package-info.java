/** What becomes of an account: admins deactivate and reactivate it, and its person may erase it. */
@NullMarked
package dev.atelier.user.account;

import org.jspecify.annotations.NullMarked;
