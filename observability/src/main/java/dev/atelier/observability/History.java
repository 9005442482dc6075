package dev.atelier.observability;

import java.net.URI;

/**
 * Where metrics are kept for longer than Prometheus keeps them, or where to ask for them: Amazon's,
 * which wants every request signed.
 *
 * @param uri that takes or gives them
 * @param region that the signature is for
 */
public record History(URI uri, String region) {}
