/** What happens on a connection before there is a request, and when there never is a proper one. */
@NullMarked
package dev.atelier.gateway.connections;

import org.jspecify.annotations.NullMarked;
