/**
 * How services are called: for how long, how often, and what a client is told when none answers.
 */
@NullMarked
package dev.atelier.gateway.services;

import org.jspecify.annotations.NullMarked;
