package dev.atelier.local.demo;

import java.net.URI;

/**
 * How whoever has watched the demo goes on.
 *
 * @param gateway where they find it, which need not be where the demo does
 * @param token the command that gives somebody a token; their name stands for {@code %s}
 */
record Directions(URI gateway, String token) {

    private static final String BY_SCRIPT = "./atelier token \"%s\"";
    private static final String BY_ISSUER = "curl -s \"%s/local/token?name=%%s\"";

    static Directions onThisMachine(URI gateway) {
        return new Directions(gateway, BY_SCRIPT);
    }

    /** Where nobody but the issuer has its key. */
    static Directions fromOutside(URI gateway, URI issuer) {
        return new Directions(gateway, BY_ISSUER.formatted(issuer));
    }

    String token(String name) {
        return token.formatted(name);
    }
}
