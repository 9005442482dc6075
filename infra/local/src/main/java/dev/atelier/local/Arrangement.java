package dev.atelier.local;

import dev.atelier.observability.Tempo;
import dev.atelier.topology.Deployable;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a platform differs from the usual one, in which every deployable runs once and finds all
 * others directly. A test of faults puts itself in between.
 *
 * @param instances how often a deployable runs, by its name; once when it is not mentioned
 * @param doors where the gateway finds a service, by its name, when that is not its own port
 * @param databasePorts where a deployable finds Postgres, by its name, when that is not its own
 *     port
 * @param gatewaySettings environment variables of the gateway beyond the usual ones
 * @param settings environment variables of every deployable beyond the usual ones
 * @param observed how fast time passes for those who observe it; empty when nobody does
 */
public record Arrangement(
        Map<String, Integer> instances,
        Map<String, URI> doors,
        Map<String, Integer> databasePorts,
        Map<String, String> gatewaySettings,
        Map<String, String> settings,
        Optional<Tempo> observed) {

    /** Nothing is different. */
    public static final Arrangement USUAL =
            new Arrangement(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty());

    public Arrangement {
        instances = Map.copyOf(instances);
        doors = Map.copyOf(doors);
        databasePorts = Map.copyOf(databasePorts);
        gatewaySettings = Map.copyOf(gatewaySettings);
        settings = Map.copyOf(settings);
    }

    /**
     * With several instances, which are called {@code user-service}, {@code user-service-2} and so
     * on; the gateway knows the first. Ports that are counted from a base have none for the others.
     */
    public Arrangement running(String deployable, int times) {
        return new Arrangement(
                with(instances, deployable, times),
                doors,
                databasePorts,
                gatewaySettings,
                settings,
                observed);
    }

    /** With something else between the gateway and a service. */
    public Arrangement behind(URI door, String service) {
        return new Arrangement(
                instances,
                with(doors, service, door),
                databasePorts,
                gatewaySettings,
                settings,
                observed);
    }

    /** With something else between a deployable and Postgres. */
    public Arrangement withDatabaseAt(int port, String deployable) {
        return new Arrangement(
                instances,
                doors,
                with(databasePorts, deployable, port),
                gatewaySettings,
                settings,
                observed);
    }

    /** With a setting of the gateway's own, as an environment variable. */
    public Arrangement withGatewaySetting(String variable, String value) {
        return new Arrangement(
                instances,
                doors,
                databasePorts,
                with(gatewaySettings, variable, value),
                settings,
                observed);
    }

    /** With a setting of every deployable, as an environment variable. */
    public Arrangement withSetting(String variable, String value) {
        return new Arrangement(
                instances,
                doors,
                databasePorts,
                gatewaySettings,
                with(settings, variable, value),
                observed);
    }

    /** With the settings that deployables have where they do not run on a laptop. */
    public Arrangement inProduction() {
        return withSetting("SPRING_PROFILES_ACTIVE", "production");
    }

    /**
     * With callers who may ask as often as the machine can answer, as tests and measurements do.
     */
    public Arrangement withoutRateLimit() {
        return withGatewaySetting("ATELIER_GATEWAY_RATELIMIT_PERSECOND", "1000000")
                .withGatewaySetting("ATELIER_GATEWAY_RATELIMIT_BURST", "1000000");
    }

    /**
     * With Prometheus and Alertmanager beside it, and a {@link dev.atelier.local.pager.Pager} for
     * their alerts. They are programs that the machine has to have.
     */
    public Arrangement observed(Tempo tempo) {
        return new Arrangement(
                instances, doors, databasePorts, gatewaySettings, settings, Optional.of(tempo));
    }

    /** What every deployable is told beyond the usual. */
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(settings);
        observed.map(Observers::variables).ifPresent(variables::putAll);
        return variables;
    }

    List<Instance> instancesOf(Deployable deployable) {
        return IntStream.rangeClosed(1, instances.getOrDefault(deployable.name(), 1))
                .mapToObj(number -> new Instance(deployable, number))
                .toList();
    }

    private static <T> Map<String, T> with(Map<String, T> some, String name, T value) {
        Map<String, T> more = new HashMap<>(some);
        more.put(name, value);
        return more;
    }
}
