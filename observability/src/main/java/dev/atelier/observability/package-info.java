/**
 * Makes the configuration of Prometheus and Alertmanager for one installation, out of the files
 * that are committed beside it.
 */
@NullMarked
package dev.atelier.observability;

import org.jspecify.annotations.NullMarked;
