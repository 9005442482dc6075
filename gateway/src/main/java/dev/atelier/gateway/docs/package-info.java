/** The description of the API, for programs and, shown in a browser, for people. */
@NullMarked
package dev.atelier.gateway.docs;

import org.jspecify.annotations.NullMarked;
