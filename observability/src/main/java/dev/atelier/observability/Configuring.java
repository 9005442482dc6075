package dev.atelier.observability;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes one program's configuration as variables say, and ends. It runs in a container before the
 * program does, whose own image can then stay what its project publishes.
 *
 * <pre>
 * of prometheus
 *   ENVIRONMENT the label that all metrics and alerts have
 *   TARGETS     what is scraped, name=host:port with commas between: deployables, and jobs of
 *               prometheus.yml
 *   WANTED      which of them are deployables, and how many instances each should have: gateway=2
 *   DISCOVERY   dns, as it is without: each address of a name is an instance. Or static
 *   REMOTE_WRITE_URL, REMOTE_WRITE_REGION   where metrics are sent on to, if anywhere
 *   RUNBOOKS_URL                            where people read them, if not where live has them
 *
 * of alertmanager
 *   PAGERDUTY_ROUTING_KEY, TICKETS_ROUTING_KEY, …   for each file that alertmanager.yml reads
 *   PAGERDUTY_URL, HEARTBEAT_URL, SECOND_WAY_URL    where alerts go, if not where live's go
 *
 * of grafana
 *   PROMETHEUS_URL, ALERTMANAGER_URL                the second one if there is one
 *   HISTORY_URL, HISTORY_REGION                     of what Prometheus no longer has, if anywhere
 * </pre>
 *
 * @param source the directory {@code observability} of the checkout
 * @param variables by their names
 */
public record Configuring(Path source, Map<String, String> variables) {

    private static final String KEYS = "keys";

    /**
     * Reads the environment, beside a copy of the directory {@code observability}, and ends with 1
     * when that cannot be made a configuration of.
     *
     * @param arguments the program's name and the directory to write to
     */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage: prometheus|alertmanager|grafana DIRECTORY");
            System.exit(2);
        }
        try {
            new Configuring(Path.of("observability"), System.getenv())
                    .write(arguments[0], Path.of(arguments[1]));
        } catch (IllegalArgumentException | IOException exception) {
            System.err.println(exception.getMessage());
            System.exit(1);
        }
    }

    /**
     * Writes the configuration of that program.
     *
     * @throws IllegalArgumentException when there is no such program, or a variable is missing or
     *     cannot be understood; its message says which
     */
    public void write(String program, Path directory) throws IOException {
        switch (program) {
            case "prometheus" -> writePrometheus(directory);
            case "alertmanager" -> writeAlertmanager(directory);
            case "grafana" -> writeGrafana(directory);
            default -> throw new IllegalArgumentException("no program " + program);
        }
    }

    private void writePrometheus(Path directory) throws IOException {
        Map<String, Integer> wanted = pairs("WANTED", Integer::valueOf);
        Map<String, Targets> deployables = pairs("TARGETS", this::targets);
        Map<String, Targets> others = new LinkedHashMap<>(deployables);
        deployables.keySet().retainAll(wanted.keySet());
        others.keySet().removeAll(wanted.keySet());
        if (!deployables.keySet().equals(wanted.keySet())) {
            throw new IllegalArgumentException("WANTED names what TARGETS does not");
        }
        Installation installation =
                new Installation(
                        text("ENVIRONMENT"),
                        deployables,
                        others,
                        wanted,
                        addresses(),
                        Path.of(KEYS),
                        Tempo.USUAL,
                        history("REMOTE_WRITE"));
        Rendering rendering = new Rendering(source, installation);
        if (!rendering.jobs().containsAll(others.keySet())) {
            throw new IllegalArgumentException(
                    "TARGETS names %s, and the jobs are %s"
                            .formatted(others.keySet(), rendering.jobs()));
        }
        rendering.writePrometheus(directory);
    }

    private Targets targets(String address) {
        String discovery = variables.getOrDefault("DISCOVERY", "dns");
        int colon = address.lastIndexOf(':');
        return switch (discovery) {
            case "static" -> Targets.at(address);
            case "dns" ->
                    new Targets.Named(
                            address.substring(0, colon),
                            Integer.parseInt(address.substring(colon + 1)));
            default -> throw new IllegalArgumentException("no DISCOVERY " + discovery);
        };
    }

    private void writeAlertmanager(Path directory) throws IOException {
        Path keys = directory.resolve(KEYS);
        // Its routes know environments by their alerts.
        Installation installation =
                new Installation("", Map.of(), Map.of(), Map.of(), addresses(), keys, Tempo.USUAL);
        Rendering rendering = new Rendering(source, installation);
        rendering.writeAlertmanager(directory);
        Files.createDirectories(keys);
        for (String key : rendering.keys()) {
            String variable = key.replace('-', '_').toUpperCase(Locale.ROOT);
            writeForNobodyElse(keys.resolve(key), text(variable));
        }
    }

    private static void writeForNobodyElse(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret);
    }

    private void writeGrafana(Path directory) throws IOException {
        new Provisioning(
                        source,
                        URI.create(text("PROMETHEUS_URL")),
                        optional("ALERTMANAGER_URL").map(URI::create),
                        history("HISTORY"))
                .writeTo(directory);
    }

    private Addresses addresses() {
        return new Addresses(
                uri("PAGERDUTY_URL", Addresses.LIVE.pagerDuty()),
                uri("HEARTBEAT_URL", Addresses.LIVE.heartbeat()),
                uri("SECOND_WAY_URL", Addresses.LIVE.secondWay()),
                uri("RUNBOOKS_URL", Addresses.LIVE.runbooks()));
    }

    private URI uri(String name, URI usual) {
        return optional(name).map(URI::create).orElse(usual);
    }

    private Optional<History> history(String prefix) {
        return optional(prefix + "_URL")
                .map(uri -> new History(URI.create(uri), text(prefix + "_REGION")));
    }

    /** What stands behind each name, in the order in which it stands there. */
    private <T> Map<String, T> pairs(String name, Function<String, T> reading) {
        Map<String, T> pairs = new LinkedHashMap<>();
        for (String pair : text(name).split(",")) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("%s has no name: %s".formatted(name, pair));
            }
            pairs.put(pair.substring(0, equals), reading.apply(pair.substring(equals + 1)));
        }
        return pairs;
    }

    private String text(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
