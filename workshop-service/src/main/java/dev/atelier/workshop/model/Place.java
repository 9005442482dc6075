package dev.atelier.workshop.model;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where a workshop is held.
 *
 * @param venue an address in words
 * @param onlineUrl where to join over the network
 */
public record Place(@Nullable Format format, @Nullable String venue, @Nullable URI onlineUrl) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    void check(Violations violations) {
        violations.text(venue, "/venue", 500);
        if (onlineUrl != null) {
            violations.text(onlineUrl.toString(), "/onlineUrl", 2_000);
            violations.unless(
                    isOnTheWeb(onlineUrl), "/onlineUrl", "must be an http or https address");
        }
    }

    private static boolean isOnTheWeb(URI uri) {
        return uri.getScheme() != null
                && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                && uri.getHost() != null;
    }
}
