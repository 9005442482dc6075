package dev.atelier.local;

import dev.atelier.local.pager.Pager;
import dev.atelier.observability.Addresses;
import dev.atelier.observability.Installation;
import dev.atelier.observability.Rendering;
import dev.atelier.observability.Targets;
import dev.atelier.observability.Tempo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What watches the platform on this machine: Prometheus and Alertmanager with the rules and routes
 * of production, and what tells them of the database and its disk.
 *
 * @param home where they keep configuration and data
 * @param ports where they listen
 * @param checkout has the rules
 * @param postgres what is watched, beside the instances
 * @param instances of each deployable, by its name
 * @param tempo how fast time passes
 */
record Observers(
        Home home,
        Ports ports,
        Checkout checkout,
        Postgres postgres,
        Map<String, List<String>> instances,
        Tempo tempo) {

    static final String PROMETHEUS = "prometheus";
    static final String ALERTMANAGER = "alertmanager";
    static final String POSTGRES_EXPORTER = "postgres-exporter";
    static final String HOST_EXPORTER = "host-exporter";

    private static final List<String> WAYS =
            List.of("pagerduty", "tickets", "tickets-of-notifications");

    private static final String METRICS = "/metrics";

    /** All that is no disk. What a container calls its own disk, an overlay, is one. */
    private static final String NO_DISKS =
            "^(autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|fusectl|hugetlbfs"
                    + "|iso9660|mqueue|nsfs|proc|procfs|pstore|rpc_pipefs|securityfs|selinuxfs"
                    + "|squashfs|sysfs|tracefs)$";

    Blueprint[] blueprints() {
        return new Blueprint[] {alertmanager(), postgresExporter(), hostExporter(), prometheus()};
    }

    /**
     * After what it watches, so that nobody is told of a start. Every alert is told again before
     * anybody misses it.
     */
    private Blueprint prometheus() {
        return new Observer(
                PROMETHEUS,
                Tool.PROMETHEUS,
                uri(PROMETHEUS),
                instances.values().stream().flatMap(List::stream).toList(),
                "/-/ready",
                () -> rendering().writePrometheus(directory()),
                List.of(
                        "--config.file=" + directory().resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + home.data().resolve(PROMETHEUS),
                        "--storage.tsdb.retention.time=4d",
                        "--web.listen-address=" + address(PROMETHEUS),
                        "--web.external-url=" + uri(PROMETHEUS),
                        "--query.lookback-delta=" + tempo.duration("5m"),
                        "--rules.alert.resend-delay=" + tempo.duration("15s")),
                Map::of);
    }

    private Blueprint alertmanager() {
        return new Observer(
                ALERTMANAGER,
                Tool.ALERTMANAGER,
                uri(ALERTMANAGER),
                List.of(),
                "/-/ready",
                () -> rendering().writeAlertmanager(directory()),
                List.of(
                        "--config.file=" + directory().resolve("alertmanager.yml"),
                        "--storage.path=" + home.data().resolve(ALERTMANAGER),
                        "--web.listen-address=" + address(ALERTMANAGER),
                        "--web.external-url=" + uri(ALERTMANAGER),
                        "--cluster.listen-address="),
                Map::of);
    }

    private Blueprint postgresExporter() {
        return new Observer(
                POSTGRES_EXPORTER,
                Tool.POSTGRES_EXPORTER,
                uri(POSTGRES_EXPORTER),
                List.of(Postgres.NAME),
                METRICS,
                () -> {},
                List.of(
                        "--web.listen-address=" + address(POSTGRES_EXPORTER),
                        "--extend.query-path=" + queries(),
                        // It asks for columns that PostgreSQL 17 has moved.
                        "--no-collector.bgwriter"),
                () -> Map.of("DATA_SOURCE_NAME", postgres.uri()));
    }

    private Path queries() {
        return checkout.observability().resolve("postgres-exporter/queries.yml");
    }

    private Blueprint hostExporter() {
        return new Observer(
                HOST_EXPORTER,
                Tool.HOST_EXPORTER,
                uri(HOST_EXPORTER),
                List.of(),
                METRICS,
                () -> {},
                List.of(
                        "--web.listen-address=" + address(HOST_EXPORTER),
                        "--collector.disable-defaults",
                        "--collector.filesystem",
                        "--collector.filesystem.fs-types-exclude=" + NO_DISKS),
                Map::of);
    }

    /** The keys say nothing but which way it is: {@link Pager} takes any. */
    private Rendering rendering() throws IOException {
        Path keys = Files.createDirectories(directory().resolve("keys"));
        for (String way : WAYS) {
            Files.writeString(keys.resolve(way + "-routing-key"), way);
        }
        return new Rendering(checkout.observability(), installation(keys));
    }

    private Installation installation(Path keys) {
        URI pager = uri(Pager.NAME);
        return new Installation(
                Platform.ENVIRONMENT,
                instances.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, one -> targets(one.getValue()))),
                Map.of(
                        "postgres",
                        Targets.at(address(POSTGRES_EXPORTER)),
                        "postgres-host",
                        Targets.at(address(HOST_EXPORTER)),
                        ALERTMANAGER,
                        Targets.at(address(ALERTMANAGER)),
                        PROMETHEUS,
                        Targets.at(address(PROMETHEUS))),
                instances.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().size())),
                new Addresses(
                        pager.resolve("/v2/enqueue"),
                        pager.resolve("/heartbeat"),
                        pager.resolve("/second-way"),
                        pager.resolve("/runbooks/")),
                keys,
                tempo);
    }

    private Targets targets(List<String> names) {
        return new Targets.Listed(
                names.stream().map(name -> "127.0.0.1:" + ports.managementOf(name)).toList());
    }

    /** What instances are told, so that what they look at themselves keeps the tempo too. */
    static Map<String, String> variables(Tempo tempo) {
        return Stream.of(
                        Map.entry("ATELIER_QUEUES_INTERVAL", "30s"),
                        Map.entry("ATELIER_INVARIANTS_INTERVAL", "1m"),
                        Map.entry("ATELIER_WAITLISTS_INTERVAL", "30s"),
                        Map.entry("ATELIER_WORKSHOPS_STAFFINGINTERVAL", "1m"))
                .collect(
                        Collectors.toMap(Map.Entry::getKey, one -> tempo.duration(one.getValue())));
    }

    private Path directory() {
        return home.directory().resolve("observability");
    }

    private URI uri(String name) {
        return URI.create("http://localhost:" + ports.of(name));
    }

    private String address(String name) {
        return "127.0.0.1:" + ports.of(name);
    }
}
