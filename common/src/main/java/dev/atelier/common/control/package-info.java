/** What an operator sees of a service's subscriptions, and does to them. */
@NullMarked
package dev.atelier.common.control;

import org.jspecify.annotations.NullMarked;
