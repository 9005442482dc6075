/** What watches the platform, what watches that, and what it may cost. */
@NullMarked
package dev.atelier.aws.monitoring;

import org.jspecify.annotations.NullMarked;
