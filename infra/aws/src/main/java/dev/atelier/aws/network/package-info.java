/** An environment's network, and the one place that says who may speak to whom in it. */
@NullMarked
package dev.atelier.aws.network;

import org.jspecify.annotations.NullMarked;
