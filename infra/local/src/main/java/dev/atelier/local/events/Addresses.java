package dev.atelier.local.events;

import dev.atelier.local.Platform;
import dev.atelier.local.issuer.LocalTokens;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Where a running platform takes commands.
 *
 * @param management the management ports of the services, by their names
 * @param queues the queue server
 * @param adminToken makes a token that commands are given with
 */
public record Addresses(Map<String, URI> management, URI queues, Supplier<String> adminToken) {

    private static final String OPERATOR = "operator";

    /** Those of a platform in this process. */
    public static Addresses of(Platform platform) {
        return new Addresses(
                byService(platform::management),
                platform.uri("queue"),
                () -> token(platform.issuerKey(), platform.issuer()));
    }

    /**
     * Those that {@code run/platform.env} names.
     *
     * @param variables its variables
     * @param key the issuer's private key
     */
    static Addresses of(Map<String, String> variables, Path key) {
        return new Addresses(
                byService(service -> uri(variables, variable(service) + "_MANAGEMENT")),
                uri(variables, "QUEUE"),
                () -> token(key, uri(variables, "ISSUER")));
    }

    private static Map<String, URI> byService(Function<String, URI> address) {
        return Topology.ATELIER.services().stream()
                .map(Deployable::name)
                .collect(Collectors.toUnmodifiableMap(name -> name, address));
    }

    private static String variable(String service) {
        return service.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static URI uri(Map<String, String> variables, String name) {
        String variable = "ATELIER_" + name + "_URI";
        return Optional.ofNullable(variables.get(variable))
                .map(URI::create)
                .orElseThrow(
                        () ->
                                CommandFailed.because(
                                        "%s is not known: start the platform again, with"
                                                + " ./atelier down and ./atelier up",
                                        variable));
    }

    private static String token(Path key, URI issuer) {
        return LocalTokens.from(key, issuer).adminToken(OPERATOR);
    }
}
