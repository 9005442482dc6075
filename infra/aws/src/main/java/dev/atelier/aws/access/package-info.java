/** Who may change what: pipelines, people, and the limits that hold for both. */
@NullMarked
package dev.atelier.aws.access;

import org.jspecify.annotations.NullMarked;
