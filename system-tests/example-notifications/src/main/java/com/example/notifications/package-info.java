/**
 * Another team's program, and an example for theirs: it makes messages to people out of Atelier's
 * events, and knows Atelier by its contracts alone.
 */
@NullMarked
package com.example.notifications;

import org.jspecify.annotations.NullMarked;
